// The path of a visitor: filter, count, search, open, back, reload, share. How it begins is in smoke.mjs.
import { test, expect } from '../explorer.mjs'

test('S2 the number beside a value is what choosing it gives', async ({ explorer }) => {
  await explorer.arrive()
  for (const [facet, value] of [['domain', 'finance'], ['behaviour', 'crash'], ['cps', 'FALSE']]) {
    const counts = await explorer.counts(facet)
    await explorer.choose(facet, value)
    await explorer.seesTotal(counts[value])
    await expect.poll(() => explorer.address()).toBe(`?${facet}=${value}`)
    await expect.poll(() => explorer.counts(facet), 'a facet ignores its own selection').toEqual(counts)
    await explorer.clear()
  }
})

test('S1 S3 values of a facet widen, facets narrow, all and not do what they say', async ({ explorer }) => {
  await explorer.arrive()
  const counts = await explorer.counts('behaviour')
  await explorer.choose('behaviour', 'crash')
  await explorer.choose('behaviour', 'value')
  const [either] = await explorer.totals()
  expect(either).toBeGreaterThanOrEqual(Math.max(counts.crash, counts.value))
  await explorer.askForAll('behaviour')
  await expect.poll(() => explorer.address()).toBe('?behaviour.all=crash,value')
  const [both] = await explorer.totals()
  expect(either + both).toBe(counts.crash + counts.value)
  await explorer.clear()
  const [, all] = await explorer.totals()
  await explorer.exclude('behaviour', 'crash')
  await explorer.seesTotal(all - counts.crash)
  await expect.poll(() => explorer.address()).toBe('?behaviour.not=crash')
})

test('U2 back and forward walk through the steps', async ({ explorer, page }) => {
  await explorer.arrive()
  await explorer.choose('domain', 'finance')
  const [finance] = await explorer.totals()
  await explorer.choose('objective', 'non-malicious')
  const narrowed = await explorer.address()
  await page.goBack()
  await explorer.seesTotal(finance)
  await expect(explorer.value('objective', 'non-malicious')).not.toBeChecked()
  await page.goForward()
  await expect.poll(() => explorer.address()).toBe(narrowed)
  await expect(explorer.value('objective', 'non-malicious')).toBeChecked()
})

test('U2 going back over a filter finds the page scrolled as it was, though few results had made it shorter', async ({ explorer, page }) => {
  const scrolled = () => page.evaluate(() => Math.round(scrollY))
  await explorer.arrive()
  const [rare] = Object.entries(await explorer.counts('consequence')).filter(([, count]) => count > 0 && count < 10)[0]
  await page.evaluate(() => scrollTo(0, 0.54 * (document.scrollingElement.scrollHeight - innerHeight)))
  const before = await scrolled()
  await explorer.value('consequence', rare).evaluate((box) => box.click())
  await expect.poll(scrolled).toBeLessThan(before)
  await expect.poll(() => explorer.address()).toBe(`?consequence=${rare}`)
  await explorer.goBack()
  await expect.poll(() => explorer.address()).toBe('')
  await expect.poll(scrolled).toBe(before)
})

test('an incident opens, goes back with the filters kept, and survives a reload', async ({ explorer, page }) => {
  await explorer.arrive('?domain=finance')
  const listed = await explorer.listed()
  await explorer.open('knight-capital-2012')
  await expect.poll(() => explorer.address()).toBe('?domain=finance&open=knight-capital-2012')
  await page.reload()
  await explorer.seesIncident(/Knight/)
  await page.goBack()
  await explorer.seesList()
  await expect.poll(() => explorer.listed()).toEqual(listed)
  await page.goForward()
  await explorer.seesIncident(/Knight/)
  await explorer.backToList()
  await expect.poll(() => explorer.address()).toBe('?domain=finance')
})

test('U1 a shared link shows the same to somebody else', async ({ explorer, browser, baseURL }) => {
  await explorer.arrive()
  await explorer.choose('consequence', 'death')
  await explorer.search('software')
  await explorer.sortBy('title')
  const [listed, address] = [await explorer.listed(), await explorer.address()]
  const other = await (await browser.newContext({ baseURL })).newPage()
  const { Explorer } = await import('../explorer.mjs')
  const visitor = new Explorer(other)
  await visitor.arrive(address)
  await expect.poll(() => visitor.listed()).toEqual(listed)
  await expect.poll(() => visitor.address()).toBe(address)
})

test('S6 text search narrows while typing and joins the filters', async ({ explorer, page }) => {
  await explorer.arrive('?objective=non-malicious')
  const [before] = await explorer.totals()
  await explorer.search('metric uni')
  await expect.poll(() => explorer.address()).toBe('?q=metric+uni&objective=non-malicious')
  await expect.poll(() => explorer.listed()).toContain('mars-climate-orbiter')
  expect((await explorer.totals())[0]).toBeLessThan(before)
  await explorer.search('')
  await explorer.seesTotal(before)
  await page.goBack()
  await expect.poll(() => explorer.searchedText()).toBe('metric uni')
})

test('A4 a bar of the timeline and two dates do the same', async ({ explorer }) => {
  await explorer.arrive()
  const bars = await explorer.bars()
  const place = bars.findIndex(([, count]) => count > 0)
  await explorer.pressBar(place)
  await explorer.seesTotal(bars[place][1])
  const byBar = await explorer.address()
  await explorer.clear()
  await explorer.dates(bars[place][0], bars[place][0])
  await expect.poll(() => explorer.address()).toBe(byBar)
  await explorer.seesTotal(bars[place][1])
  await expect.poll(() => explorer.bars(), 'the histogram ignores its own range').toEqual(bars)
})

test('what is no date is answered, and changes nothing', async ({ explorer }) => {
  await explorer.arrive()
  const [all] = await explorer.totals()
  await explorer.dates('2018-02-29', '')
  await explorer.seesNotice('2018-02-29')
  await explorer.seesTotal(all)
})

test('U5 the order and the date basis are part of the link', async ({ explorer }) => {
  await explorer.arrive()
  const newest = await explorer.listed()
  await explorer.sortBy('oldest')
  await expect.poll(() => explorer.address()).toBe('?sort=date.asc')
  await expect.poll(() => explorer.listed()).not.toEqual(newest)
  await explorer.dateBy('occurred')
  await expect.poll(() => explorer.address()).toBe('?date=occurred&sort=date.asc')
})

test('U3 T6 a stale link keeps what it can and says what it lost', async ({ explorer }) => {
  await explorer.arrive('?domain=finance,astrology&colour=red&from=2018-02-30&open=nobody&sort=luck')
  for (const lost of ['astrology', 'colour', '2018-02-30', 'nobody', 'luck']) await explorer.seesNotice(lost)
  await expect(explorer.value('domain', 'finance')).toBeChecked()
  await explorer.dismissNotice()
})

test('R2 nothing left says what removing each filter would give', async ({ explorer }) => {
  await explorer.arrive('?q=zzzz&domain=finance')
  const advice = await explorer.seesNothingWithAdvice()
  expect(advice).toHaveLength(2)
  expect(advice.join()).toMatch(/zzzz.* there are [1-9]/)
})

test('cards explain every label and citations lead to their sources', async ({ explorer, page }) => {
  await explorer.arrive('?open=ariane-5-501')
  for (const category of ['recurring', 'behaviour', 'cps', 'perception', 'domain']) {
    await expect(explorer.card(category)).toBeVisible()
  }
  const cite = explorer.incident.locator('a.cite').first()
  const target = await cite.getAttribute('href')
  await cite.click()
  await expect(page.locator(target)).toBeInViewport()
  await expect(page.locator(`${target} a`).first()).toHaveAttribute('href', /^https?:/)
})

test('U4 every label of an incident leads to a selection that contains it', async ({ explorer, page }) => {
  await explorer.arrive('?open=play-com-2011')
  const links = await explorer.incident.locator('a.option').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  expect(links.length).toBeGreaterThanOrEqual(12)
  for (const link of links) {
    await page.evaluate((href) => {
      history.pushState(null, '', href)
      dispatchEvent(new PopStateEvent('popstate'))
    }, link)
    await explorer.seesList()
    await explorer.showsAll()
    await expect.poll(() => explorer.listed(), link).toContain('play-com-2011')
  }
})

test('the keyboard alone filters, opens and comes back', async ({ explorer, page }) => {
  await explorer.arrive()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to results' })).toBeFocused()
  await explorer.unfold('domain')
  await explorer.value('domain', 'finance').focus()
  await page.keyboard.press('Space')
  await expect(explorer.value('domain', 'finance'), 'focus stays where it was').toBeFocused()
  await expect(explorer.value('domain', 'finance')).toBeChecked()
  await explorer.row('knight-capital-2012').getByRole('link').focus()
  await page.keyboard.press('Enter')
  await explorer.seesIncident(/Knight/)
  await page.getByTestId('back').focus()
  await page.keyboard.press('Enter')
  await explorer.seesList()
})

test('a misspelt word finds what was probably meant, and says so', async ({ explorer, page }) => {
  await explorer.arrive()
  await explorer.search('thrustr ')
  await expect(page.getByTestId('corrections')).toContainText('thrustr')
  await expect.poll(() => explorer.listed()).not.toEqual([])
})
