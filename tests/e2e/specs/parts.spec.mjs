// What is fetched when, and what happens when a part of the collection does not come.
import { test, expect } from '../explorer.mjs'

const PART = (kind) => `**/parts/${kind}-*`

test('T10 the first screen asks for no details and no words', async ({ explorer }) => {
  const asked = explorer.watchesParts()
  await explorer.arrive()
  await explorer.seesTitles()
  expect([...new Set(asked())].sort()).toEqual(['heads', 'index'])
})

test('an incident is one part, fetched when it is pointed at or opened', async ({ explorer }) => {
  const asked = explorer.watchesParts()
  await explorer.arrive()
  const [first] = await explorer.listed()
  expect(asked()).not.toContain('details')
  await explorer.open(first)
  await explorer.seesWholeIncident()
  expect(asked().filter((kind) => kind === 'details')).toHaveLength(1)
})

test('words are fetched when they are searched, and few of them', async ({ explorer }) => {
  const asked = explorer.watchesParts()
  await explorer.arrive()
  await explorer.search('"expired certificate"')
  await explorer.seesNoPartialAnswer()
  await explorer.seesSome()
  expect(asked().filter((kind) => kind === 'text')).toHaveLength(1)
  expect(asked().filter((kind) => kind === 'words').length).toBeLessThan(6)
})

test('while words are on their way, titles answer and the page says so', async ({ explorer, page }) => {
  let arrive
  const held = new Promise((resolve) => { arrive = resolve })
  await page.route(PART('words'), async (route) => { await held; await route.continue() })
  await explorer.arrive()
  await explorer.search('therac')
  await explorer.seesPartialAnswer()
  await expect(explorer.row('therac-25')).toBeVisible()
  arrive()
  await explorer.seesNoPartialAnswer()
  await expect.poll(() => explorer.listed()).toContain('therac-25')
})

const FAULTS = {
  'is missing': (route) => route.fulfill({ status: 404, body: 'gone' }),
  'is cut off': async (route) => { const response = await route.fetch(); await route.fulfill({ response, body: (await response.body()).subarray(0, -7) }) },
  'was changed': async (route) => { const response = await route.fetch(); const body = await response.body(); body[body.length >> 1] ^= 1; await route.fulfill({ response, body }) },
  'is another page': (route) => route.fulfill({ body: '<!doctype html><title>Sign in</title>', contentType: 'text/html' }),
  'is out of reach': (route) => route.abort(),
}

for (const [fault, answer] of Object.entries(FAULTS)) {
  test(`an index that ${fault} is told and can be tried again`, { tag: '@broken' }, async ({ explorer, page }) => {
    await page.route(PART('index'), answer)
    await explorer.visit()
    await explorer.seesFailure('parts/index-')
    await page.unroute(PART('index'))
    await explorer.retry()
    await explorer.isReady()
  })

  for (const [kind, go] of [
    ['details', (explorer) => explorer.visit('?open=therac-25')],
    ['words', async (explorer) => { await explorer.arrive(); await explorer.search('certificate') }],
    ['heads', (explorer) => explorer.visit()],
  ]) {
    test(`a part of ${kind} that ${fault} is told in place, and the rest goes on`, { tag: '@broken' }, async ({ explorer, page }) => {
      await page.route(PART(kind), answer)
      await go(explorer)
      await explorer.isReady()
      await explorer.seesPartFailure(`parts/${kind}-`)
      await page.unroute(PART(kind))
      await explorer.retryPart()
      await explorer.seesNoPartFailure()
      if (kind === 'details') await explorer.seesWholeIncident()
      else await explorer.seesTitles()
    })
  }
}

test('a site that is published anew during a visit leaves what is on screen working', { tag: '@broken' }, async ({ explorer, page }) => {
  await explorer.arrive()
  await explorer.seesTitles()
  await page.route('**/parts/**', (route) => route.fulfill({ status: 404, body: 'gone' }))
  const [first] = await explorer.listed()
  await explorer.open(first)
  await explorer.seesPartFailure('published anew')
  await page.goBack()
  const [all] = await explorer.totals()
  await explorer.choose('domain', 'finance')
  const [some] = await explorer.totals()
  expect(some).toBeLessThan(all)
  expect(some).toBeGreaterThan(0)
})
