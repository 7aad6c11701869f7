// The smoke path in Chromium, which keeps its verbs honest for the other engine.
import { test } from '../explorer.mjs'
import { smoke } from '../smoke.mjs'

smoke(test)
