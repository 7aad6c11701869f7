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
  const names = bars.map(([name]) => name)
  expect(await explorer.clearBars()).toEqual(names)
  await explorer.drag(last - 9, last)
  const [from, to] = [bars[last - 9][0], bars[last][0]]
  expect(await explorer.clearBars(), 'what is left out is veiled').toEqual(names.slice(last - 9))
  await expect.poll(() => explorer.address()).toBe(`?from=${from}&to=${to}`)
  await explorer.drag(last, last)
  await expect.poll(() => explorer.address(), 'a press is no drag').toBe(`?from=${to}&to=${to}`)
  await page.goBack()
  await expect.poll(() => explorer.address()).toBe(`?from=${from}&to=${to}`)
})

test('bars divide by a category, in counts or shares, and the table says the same', async ({ explorer, page }) => {
  await explorer.arrive()
  await explorer.divideBy('objective')
  await expect.poll(() => explorer.address()).toBe('?stack=objective')
  const [heads, ...rows] = await explorer.numbers()
  expect(heads.slice(0, 2)).toEqual(['Year', 'Incidents'])
  const counts = await explorer.counts('objective')
  const place = heads.findIndex((head) => head === 'malicious')
  expect(rows.reduce((sum, row) => sum + Number(row[place]), 0)).toBe(counts.malicious)
  await explorer.showShares()
  await expect.poll(() => explorer.address()).toBe('?stack=objective&measure=share')
  await page.reload()
  await explorer.isReady()
  expect((await explorer.numbers())[0]).toEqual(heads)
})

test('S4 shares can leave out what nobody knows, and say how many that are', async ({ explorer, page }) => {
  await explorer.arrive('?stack=recurring&measure=share')
  const number = (text) => Number(text.replace(/\(.*/, ''))
  const [heads, ...rows] = await explorer.numbers()
  const unknown = heads.indexOf('unknown')
  const unknowns = rows.reduce((sum, row) => sum + number(row[unknown]), 0)
  expect(unknowns).toBeGreaterThan(0)
  await explorer.leaveUnknownOut()
  await expect.poll(() => explorer.address()).toBe('?stack=recurring&measure=share&shares=known')
  await expect(explorer.leftOut()).toContainText(`${unknowns} incidents are left out of the shares`)
  const [known, ...left] = await explorer.numbers()
  expect(known).toEqual([...heads.filter((head) => head !== 'unknown'), 'left out'])
  expect(left.reduce((sum, row) => sum + Number(row.at(-1)), 0)).toBe(unknowns)
  for (const row of left) {
    const shares = row.slice(2, -1).map((cell) => Number(cell.match(/\((\d+)%\)/)[1]))
    const sum = shares.reduce((sum, share) => sum + share, 0)
    expect(sum === 0 ? Number(row.at(-1)) > 0 : Math.abs(sum - 100) <= shares.length, row.join(' ')).toBe(true)
  }
  await page.reload()
  await explorer.isReady()
  expect((await explorer.numbers())[0], 'the link has it').toEqual(known)
  await explorer.leaveUnknownOut()
  await expect(explorer.leftOut()).toHaveCount(0)
  await expect.poll(() => explorer.address()).toBe('?stack=recurring&measure=share')
})

test('S4 cards can leave out what nobody knows, and the reader stays where they are', async ({ explorer, page }) => {
  await explorer.arrive('?domain=finance&open=knight-capital-2012')
  await explorer.seesWholeIncident()
  const before = await explorer.common('recurring')
  expect(before.join()).toMatch(/of the collection \(\d+ of 165\)/)
  await explorer.leaveUnknownOutOfCards()
  await expect.poll(() => explorer.common('recurring')).not.toEqual(before)
  expect((await explorer.common('recurring')).join()).toMatch(/of those known in the collection \(\d+ of \d+, \d+ left out\)/)
  await expect.poll(() => explorer.address()).toBe('?domain=finance&shares=known&open=knight-capital-2012')
  await expect(explorer.incident.locator('#shares'), 'the focus stays').toBeFocused()
  expect(await page.evaluate(() => scrollY), 'the page stays').toBeGreaterThan(0)
  await page.goBack()
  await expect.poll(() => explorer.common('recurring')).toEqual(before)
  await expect(explorer.incident.locator('#shares'), 'also on the way back').toBeFocused()
})

test('zooming shows the same incidents in finer bars, and back', async ({ explorer }) => {
  await explorer.arrive('?from=2019&to=2020')
  const [selected] = await explorer.totals()
  await explorer.zoomIn()
  await expect.poll(() => explorer.address()).toBe('?from=2019&to=2020&zoom=2019%2F2020')
  const bars = await explorer.bars()
  expect(bars).toHaveLength(24)
  expect(bars.reduce((sum, [, count]) => sum + count, 0)).toBeLessThanOrEqual(selected)
  await explorer.zoomOut()
  expect((await explorer.bars()).every(([name]) => name.length === 4)).toBe(true)
})

test('bars can be as wide as decades: a press selects the ten years, and zooming goes on from there', async ({ explorer }) => {
  await explorer.arrive('?bins=decade')
  const bars = await explorer.bars()
  expect(bars.every(([name]) => /^\d{3}X$/.test(name)), bars.join()).toBe(true)
  const decade = bars.findIndex(([name]) => name === '201X')
  expect(await explorer.pressBar(decade)).toMatch(/^2010 to 2019: \d+ incidents/)
  await expect.poll(() => explorer.address()).toBe('?from=2010&to=2019&bins=decade')
  await expect.poll(async () => (await explorer.totals())[0], 'dates that may lie within count too').toBeGreaterThanOrEqual(bars[decade][1])
  await explorer.pressBar(decade)
  await expect.poll(() => explorer.address(), 'a second press takes it away').toBe('?bins=decade')
  const [heads, ...rows] = await explorer.numbers()
  expect(heads[0]).toBe('Years')
  expect(rows.map(([years, count]) => [years, Number(count)])).toContainEqual(['2010 to 2019', bars[decade][1]])
})

test('two mistyped years make bars of centuries, and zooming comes to what is meant', async ({ explorer }) => {
  const published = ['0019-05', '2103-02-26', ...Array.from({ length: 12 }, (_, month) => `2013-${String(month + 1).padStart(2, '0')}`)]
  await explorer.withBundle({ failscope: 1, content: { taxonomy: { title: 'T', groups: [] }, incidents: published.map((published, n) => ({ id: `${n}`, title: `${n}`, published })) } })
  await explorer.arrive()
  const bars = await explorer.bars()
  expect(bars.filter(([, count]) => count > 0)).toEqual([['00XX', 1], ['20XX', 12], ['21XX', 1]])
  await explorer.pressBar(20)
  await explorer.zoomIn()
  await expect.poll(() => explorer.address()).toBe('?from=2000&to=2099&zoom=2000%2F2099')
  await expect.poll(async () => (await explorer.bars()).filter(([, count]) => count > 0)).toEqual([['2013', 12]])
})

test('where nothing has the date that is chosen, the other one is offered', async ({ explorer, page }) => {
  await explorer.withBundle({ failscope: 1, content: { taxonomy: { title: 'T', groups: [] }, incidents: [{ id: 'a', title: 'a', occurred: '2011' }, { id: 'b', title: 'b', occurred: '2012' }] } })
  await explorer.arrive()
  await page.getByRole('button', { name: 'By date occurred' }).click()
  await expect.poll(() => explorer.address()).toBe('?date=occurred')
  await expect.poll(() => explorer.bars()).not.toEqual([])
})

test('A4 the bars are one stop for Tab, and arrows go from bar to bar', async ({ explorer, page }) => {
  await explorer.arrive()
  const last = (await explorer.bars()).length - 1
  await explorer.comeToBars()
  expect(await explorer.barInFocus()).toBe(0)
  for (const [key, place] of [['ArrowLeft', 0], ['ArrowRight', 1], ['End', last], ['ArrowRight', last], ['ArrowLeft', last - 1], ['Home', 0]]) {
    await page.keyboard.press(key)
    await expect.poll(() => explorer.barInFocus(), key).toBe(place)
  }
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => explorer.barInFocus()).toBe(1)
  await page.keyboard.press('Tab')
  expect(await explorer.barInFocus(), 'Tab leaves the bars').toBe(-1)
  await page.keyboard.press('Shift+Tab')
  expect(await explorer.barInFocus(), 'and comes back to where it left').toBe(1)
  await page.keyboard.press('Control+End')
  expect(await explorer.barInFocus(), 'with another key they are the browser’s').toBe(1)
})

test('list, table and timeline show one selection', async ({ explorer, page }) => {
  await explorer.arrive('?domain=finance')
  const listed = await explorer.listed()
  for (const view of ['table', 'timeline']) {
    await explorer.showAs(view)
    await expect.poll(() => explorer.address()).toBe(`?domain=finance&view=${view}`)
    await expect.poll(() => explorer.listed()).toEqual(listed)
  }
  await explorer.open('knight-capital-2012')
  await page.goBack()
  await expect.poll(() => explorer.address()).toBe('?domain=finance&view=timeline')
  await expect.poll(() => explorer.listed()).toEqual(listed)
  await explorer.choose('domain', 'health')
  await expect.poll(() => explorer.address(), 'a filter keeps the view').toBe('?domain=finance,health&view=timeline')
})

test('A5 the table sorts by its heads and has the columns that are chosen', async ({ explorer }) => {
  await explorer.arrive('?view=table')
  await explorer.sortByColumn('Reported')
  await expect.poll(() => explorer.address()).toBe('?sort=date.desc&view=table')
  const newest = await explorer.listed()
  await explorer.sortByColumn('Reported')
  await expect.poll(() => explorer.address()).toBe('?sort=date.asc&view=table')
  await expect.poll(() => explorer.listed()).not.toEqual(newest)
  await explorer.toggleColumn('phase')
  await expect.poll(() => explorer.columns()).toContain('Phase')
})
