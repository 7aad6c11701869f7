// Facets: any and all, order, search, meanings, and that nothing moves.
import { test, expect } from '../explorer.mjs'

test('S1 any and all can be chosen before anything is selected', async ({ explorer }) => {
  await explorer.arrive()
  await explorer.askForAll('behaviour')
  await explorer.choose('behaviour', 'crash')
  await expect.poll(() => explorer.address()).toBe('?behaviour.all=crash')
  await explorer.choose('behaviour', 'value')
  await expect.poll(() => explorer.address()).toBe('?behaviour.all=crash,value')
})

test('S5 values that are selected stay listed, even at 0 and whatever is looked for', async ({ explorer }) => {
  await explorer.arrive()
  const [name] = (await explorer.listing('organization')).slice(-1)
  await explorer.choose('organization', name)
  await explorer.findIn('organization', 'no such organization')
  await expect.poll(() => explorer.listing('organization')).toEqual([name])
  await explorer.search('zzzz')
  await expect(explorer.value('organization', name)).toBeChecked()
  await expect.poll(() => explorer.count('organization', name)).toBe(0)
})

for (const view of ['', '?view=table'])
  test(`S8 nothing moves while the first screen comes, at ${view || 'the list'}`, async ({ explorer, page }) => {
    await page.setViewportSize({ width: 1350, height: 940 })
    await explorer.watchMoves()
    await explorer.arrive(view)
    // Also when what is below the screen has been drawn.
    await explorer.movesOfPanels()
    await expect.poll(() => explorer.moved(), 'layout shift').toBeLessThan(0.05)
  })

test('S8 a panel that is scrolled to stays where it was, so that no click misses it', async ({ explorer }) => {
  await explorer.arrive()
  await expect.poll(() => explorer.movesOfPanels()).toEqual([])
  await explorer.unfold('perception')
  await explorer.unfold('organization')
})

test('S8 values are listed in their own order, by count or by name', async ({ explorer }) => {
  await explorer.arrive()
  const own = await explorer.listing('domain')
  await explorer.listBy('domain', 'most first')
  const counts = await explorer.counts('domain')
  const first = (await explorer.listing('domain')).filter((id) => id !== 'missing').map((id) => counts[id])
  expect(first).toEqual([...first].sort((one, other) => other - one))
  await explorer.listBy('domain', 'by name')
  await expect.poll(() => explorer.listing('domain')).not.toEqual(own)
  await explorer.listBy('domain', 'as defined')
  await expect.poll(() => explorer.listing('domain')).toEqual(own)
})

test('a long panel is searched, and shows more when asked', async ({ explorer }) => {
  await explorer.arrive()
  const short = await explorer.listing('organization')
  expect(short).toHaveLength(12)
  await explorer.moreOf('organization')
  expect((await explorer.listing('organization')).length).toBe(62)
  await explorer.findIn('organization', 'nasa')
  const found = await explorer.listing('organization')
  expect(found.length).toBeGreaterThan(0)
  for (const name of found) expect(name.toLowerCase()).toContain('nasa')
})

test('meanings are read in place, by keyboard too', async ({ explorer, page }) => {
  await explorer.arrive()
  await expect(explorer.meaning('behaviour', 'crash')).toBeHidden()
  await page.getByTestId('facet-behaviour').getByRole('button', { name: 'meanings' }).focus()
  await page.keyboard.press('Enter')
  await expect(explorer.meaning('behaviour', 'crash')).toBeVisible()
})

test('what is folded is remembered', async ({ explorer, page }) => {
  await explorer.arrive()
  await page.getByTestId('facet-phase').locator('summary').click()
  await explorer.unfold('organization')
  await page.reload()
  await explorer.isReady()
  await expect(page.getByTestId('facet-phase')).not.toHaveAttribute('open')
  await expect(page.getByTestId('facet-organization')).toHaveAttribute('open')
})

test('A2 nothing moves on a click, and the focus stays', async ({ explorer, page }) => {
  await explorer.arrive()
  const rows = () => page.getByTestId('facet-behaviour').locator('li.value').evaluateAll((rows) => rows.map((row) => Math.round(row.getBoundingClientRect().top + scrollY)))
  const before = await rows()
  const box = explorer.value('behaviour', 'crash')
  await box.focus()
  await page.keyboard.press('Space')
  await expect(box).toBeChecked()
  await expect(box).toBeFocused()
  expect(await rows()).toEqual(before)
  await explorer.exclude('behaviour', 'value')
  expect(await rows()).toEqual(before)
})

test('A3 only and not are as large as a finger needs, and reached by keyboard', async ({ explorer, page }) => {
  await explorer.arrive()
  await explorer.value('behaviour', 'crash').focus()
  await page.keyboard.press('Tab')
  const only = page.getByRole('button', { name: /^only crash/ })
  await expect(only).toBeFocused()
  const { width, height } = await only.boundingBox()
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(24)
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toBe('?behaviour=crash')
})

test('what clears a panel stands in the line of its name', async ({ explorer, page }) => {
  await explorer.arrive()
  await explorer.choose('recurring', 'one_organization')
  const panel = page.getByTestId('facet-recurring')
  const [name, clear] = await Promise.all([panel.locator('summary'), panel.locator('.clear')].map((part) => part.boundingBox()))
  const middle = clear.y + clear.height / 2
  expect(middle).toBeGreaterThan(name.y)
  expect(middle).toBeLessThan(name.y + name.height)
})
