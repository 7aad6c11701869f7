// What the first screen calls: first screens of several visitors, and what they do there at once. Searching, and
// whatever opens something, is in the rest (`link::is_of_list`). Usage: node profile.mjs FOLDER OTHER; the program
// in the first folder remembers, and its marks that were set are written out; the other has a second collection.
import { chromium } from '@playwright/test'
import { existsSync } from 'node:fs'
import { Explorer } from './explorer.mjs'
import { BASE, PORT, serve } from './serve.mjs'

const LAPTOP = { viewport: { width: 1280, height: 800 } }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true }

async function selects(explorer) {
  await explorer.counts('domain')
  await explorer.choose('domain', 'finance')
  await explorer.totals()
  await explorer.sortBy('oldest')
  await explorer.exclude('behaviour', 'crash')
  await explorer.listed()
}

const VISITS = [
  [LAPTOP, '', async (explorer) => {
    await selects(explorer)
    await explorer.choose('domain', 'finance')
    await explorer.fold('domain')
    await explorer.unfold('duration')
    await explorer.listed()
  }],
  [PHONE, '', (explorer) => explorer.totals()],
  [LAPTOP, '?domain=finance,health&behaviour.not=crash&organization=Toyota&from=1990&to=2020&colour=red', (explorer) => explorer.totals()],
  [LAPTOP, '?domain=finance&to=1900', (explorer) => explorer.totals()],
  [{ ...LAPTOP, locale: 'de-DE', colorScheme: 'dark' }, '', (explorer) => explorer.totals()],
  // Another collection, larger and made up.
  [{ ...LAPTOP, made_up: true }, '', selects],
  [{ ...PHONE, made_up: true }, '', (explorer) => explorer.totals()],
  // The same where everything takes long, so that what else comes at once comes one after another.
  [{ ...LAPTOP, made_up: true, slow: true }, '', selects],
  // Nothing can be fetched: this has to be said without fetching anything more.
  [LAPTOP, '', async (explorer, page) => {
    await page.route('**/bundle.json', (route) => route.abort())
    await explorer.visit()
    await page.getByTestId('failed').waitFor()
    await page.unroute('**/bundle.json')
    await page.getByTestId('failed').getByRole('button').click()
    await explorer.isReady()
    // As whatever wants the rest of the program and cannot have it.
    await page.evaluate(() => dispatchEvent(new ErrorEvent('error', { message: 'the rest of the program is missing' })))
    await explorer.seesStop('could not be fetched')
  }],
]

const server = serve(process.argv[2])
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--js-flags=--expose-gc', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'] })
const called = new Set()
for (const [{ made_up, slow, ...visitor }, search, acts] of VISITS) {
  const page = await browser.newPage({ ...visitor, baseURL: `http://127.0.0.1:${PORT}${BASE}` })
  await page.addInitScript(() => addEventListener('TrunkApplicationStarted', ({ detail }) => { window.program = detail.wasm }))
  if (made_up)
    await page.route(/\/(bundle\.json|parts\/[^/]+)$/, async (route) => {
      if (slow) await page.waitForTimeout(500)
      const path = process.argv[3] + new URL(route.request().url()).pathname.slice(BASE.length - 1)
      // What the page asks for ahead is of the first collection.
      return existsSync(path) ? route.fulfill({ path }) : route.continue()
    })
  if (slow) await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: 8 })
  const explorer = new Explorer(page)
  await explorer.arrive(search)
  await acts(explorer, page)
  // What the browser clears away later, whenever it likes, is called as well.
  await page.evaluate(async () => {
    for (let times = 0; times < 3; times++) {
      gc()
      await new Promise((done) => setTimeout(done, 300))
    }
  })
  for (const name of await page.evaluate(() => Object.keys(window.program).filter((name) => name.startsWith('called-') && window.program[name].value)))
    called.add(name)
  await page.close()
}
await browser.close()
server.close()
console.log([...called].join('\n'))
