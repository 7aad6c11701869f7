// The smoke path in Firefox: a second engine runs the same visit.
import { FIREFOX, test } from '../firefox.mjs'
import { smoke } from '../smoke.mjs'

test.skip(!FIREFOX, 'there is no Firefox: install firefox-esr, or set FIREFOX to the program')

smoke(test)
