// The chart over time and the views of a selection: the same incidents, however they are shown.
import { test, expect } from '../explorer.mjs'

test('S8 bars stay where they are while the selection changes', async ({ explorer }) => {
  await explorer.arrive()
  const names = (bars) => bars.map(([name]) => name)
  const before = names(await explorer.bars())
  await explorer.choose('domain', 'finance')
  const bars = await explorer.bars()
  expect(names(bars)).toEqual(before)
  expect(bars.reduce((sum, [, count]) => sum + count, 0)).toBe((await explorer.totals())[0])
})

test('dragging over bars filters by the years they span', async ({ explorer, page }) => {
  await explorer.arrive()
  const bars = await explorer.bars()
  const last = bars.length - 1
  await explorer.drag(last - 9, last)
  const [from, to] = [bars[last - 9][0], bars[last][0]]
  expect(explorer.address()).toBe(`?from=${from}&to=${to}`)
  await explorer.drag(last, last)
  expect(explorer.address(), 'a press is no drag').toBe(`?from=${to}&to=${to}`)
  await page.goBack()
  expect(explorer.address()).toBe(`?from=${from}&to=${to}`)
})

test('bars divide by a category, in counts or shares, and the table says the same', async ({ explorer, page }) => {
  await explorer.arrive()
  await explorer.divideBy('objective')
  expect(explorer.address()).toBe('?stack=objective')
  const [heads, ...rows] = await explorer.numbers()
  expect(heads.slice(0, 2)).toEqual(['Year', 'Incidents'])
  const counts = await explorer.counts('objective')
  const place = heads.findIndex((head) => head === 'malicious')
  expect(rows.reduce((sum, row) => sum + Number(row[place]), 0)).toBe(counts.malicious)
  await explorer.showShares()
  expect(explorer.address()).toBe('?stack=objective&measure=share')
  await page.reload()
  await explorer.isReady()
  expect((await explorer.numbers())[0]).toEqual(heads)
})

test('zooming shows the same incidents in finer bars, and back', async ({ explorer }) => {
  await explorer.arrive('?from=2019&to=2020')
  const [selected] = await explorer.totals()
  await explorer.zoomIn()
  expect(explorer.address()).toBe('?from=2019&to=2020&zoom=2019%2F2020')
  const bars = await explorer.bars()
  expect(bars).toHaveLength(24)
  expect(bars.reduce((sum, [, count]) => sum + count, 0)).toBeLessThanOrEqual(selected)
  await explorer.zoomOut()
  expect((await explorer.bars()).every(([name]) => name.length === 4)).toBe(true)
})

test('list, table and timeline show one selection', async ({ explorer, page }) => {
  await explorer.arrive('?domain=finance')
  const listed = await explorer.listed()
  for (const view of ['table', 'timeline']) {
    await explorer.showAs(view)
    expect(explorer.address()).toBe(`?domain=finance&view=${view}`)
    expect(await explorer.listed()).toEqual(listed)
  }
  await explorer.open('knight-capital-2012')
  await page.goBack()
  expect(explorer.address()).toBe('?domain=finance&view=timeline')
  expect(await explorer.listed()).toEqual(listed)
  await explorer.choose('domain', 'health')
  expect(explorer.address(), 'a filter keeps the view').toBe('?domain=finance,health&view=timeline')
})

test('A5 the table sorts by its heads and has the columns that are chosen', async ({ explorer }) => {
  await explorer.arrive('?view=table')
  await explorer.sortByColumn('Reported')
  expect(explorer.address()).toBe('?sort=date.desc&view=table')
  const newest = await explorer.listed()
  await explorer.sortByColumn('Reported')
  expect(explorer.address()).toBe('?sort=date.asc&view=table')
  expect(await explorer.listed()).not.toEqual(newest)
  await explorer.toggleColumn('phase')
  expect(await explorer.columns()).toContain('Phase')
})
