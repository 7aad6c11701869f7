// What the contract asks of the whole and no other spec says: its tests by their names.
import { test, expect } from '../explorer.mjs'

/// Presses Tab until what has the focus is what is looked for.
async function tabTo(page, is, most = 250) {
  for (let press = 0; press < most; press++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(is)) return
  }
  throw new Error(`Tab does not reach ${is}`)
}

test('S7 R5 what a row shows agrees with the filter, and a row is an incident', async ({ explorer }) => {
  await explorer.arrive('?domain=finance&consequence=property&view=table')
  const cells = await explorer.rows()
  expect(cells.length).toBeGreaterThan(0)
  for (const row of cells) expect(row).toMatch(/finance/)
  const listed = await explorer.listed()
  expect(new Set(listed).size, 'each once, however many articles it has').toBe(listed.length)
})

test('R4 every result can be revealed and is then in the document', async ({ explorer }) => {
  await explorer.arrive()
  const [, all] = await explorer.totals()
  await explorer.showsAll()
  expect((await explorer.listed()).length).toBe(all)
})

test('T1 an incident is found by each of its labels, alone and in pairs', async ({ explorer, page }) => {
  await explorer.arrive('?open=therac-25')
  await explorer.seesWholeIncident()
  const links = await explorer.labelLinks()
  expect(links.length).toBeGreaterThan(12)
  const queries = links.flatMap((one, place) => [one, ...links.slice(place + 1).map((other) => {
    // Two values of one category are both asked for.
    const [[name, value], [again, second]] = [one, other].map((link) => link.split('='))
    return name === again ? `${name}.all=${value},${second}` : `${one}&${other}`
  })])
  expect(queries.length).toBeGreaterThan(78)
  const lost = await page.evaluate(`import('./engine/failscope-engine.js').then(async ({ load }) => {
    const collection = await load('./bundle.json')
    const answers = await Promise.all(${JSON.stringify(queries)}.map(async (query) => [query, await collection.answer(query)]))
    return answers.filter(([, answer]) => !answer.ids.includes('therac-25')).map(([query]) => query)
  })`)
  expect(lost).toEqual([])
})

test('T2 filter, reveal, open, back: filters, scroll and focus are as they were', async ({ explorer, page }) => {
  test.slow()
  await explorer.arrive('?objective=non-malicious')
  await explorer.showsAll()
  const ids = await explorer.listed()
  const far = ids[70]
  await explorer.row(far).scrollIntoViewIfNeeded()
  const place = await page.evaluate(() => scrollY)
  await explorer.open(far)
  await page.goBack()
  await explorer.seesList()
  await expect.poll(() => explorer.address()).toBe('?objective=non-malicious')
  await expect(explorer.row(far).getByRole('link')).toBeFocused()
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(place - 300)
})

test('T5 search, filter and date in any order are one link and one list', async ({ explorer }) => {
  test.slow()
  const acts = [(explorer) => explorer.search('software'), (explorer) => explorer.choose('behaviour', 'crash'), (explorer) => explorer.dates('1990', '')]
  const seen = []
  for (const order of [[0, 1, 2], [2, 1, 0], [1, 2, 0]]) {
    await explorer.arrive()
    for (const act of order) await acts[act](explorer)
    seen.push([await explorer.address(), (await explorer.listed()).join()].join(' '))
  }
  expect(new Set(seen).size).toBe(1)
})

test('T8 the keyboard alone goes from landing to a shared link', async ({ explorer, page, context }) => {
  test.slow()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await explorer.arrive()
  await page.keyboard.press('/')
  await page.keyboard.type('transp')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toBe('?domain=transportation')
  await tabTo(page, () => document.activeElement.dataset.testid === 'behaviour=crash')
  await page.keyboard.press('Space')
  await tabTo(page, () => document.activeElement.matches('button.not') && document.activeElement.closest('li').querySelector('input').dataset.testid === 'behaviour=value')
  await page.keyboard.press('Enter')
  await tabTo(page, () => document.activeElement.id === 'chip-of-domain')
  await tabTo(page, () => document.activeElement.matches('button.column[aria-label$="incident"], button.column[aria-label*="incident"]'))
  await page.keyboard.press('Enter')
  await tabTo(page, () => document.activeElement.dataset.testid === 'view-table')
  await page.keyboard.press('Enter')
  await tabTo(page, () => document.activeElement.matches('thead button'))
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement.closest('th').ariaSort), 'the focus stays on the head that sorts').toBe('ascending')
  await tabTo(page, () => document.activeElement.matches('.top [popovertarget]'), 400)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'About this collection' })).toBeVisible()
  await page.keyboard.press('Escape')
  expect(await page.evaluate(() => document.activeElement.matches('.top [popovertarget]')), 'a dialog gives the focus back').toBe(true)
  await tabTo(page, () => document.activeElement.id === 'chip-dates', 500)
  await tabTo(page, () => document.activeElement.dataset.testid === 'copy-link', 400)
  await page.keyboard.press('Enter')
  await explorer.seesToast('clipboard')
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toContain('?behaviour=crash&behaviour.not=value&domain=transportation&from=')
  expect(link).toContain('view=table')
})
