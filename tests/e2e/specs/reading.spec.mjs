// What is read: an incident with its evidence, incidents side by side, the codebook, in the app; and
// the same as pages that need no script.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { HtmlValidate } from 'html-validate'
import { test, expect } from '../explorer.mjs'

const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url))

test('a card says what each label means, why, on which evidence, and how common it is', async ({ explorer }) => {
  await explorer.arrive('?domain=finance&open=knight-capital-2012')
  const card = explorer.card('domain')
  await expect(card.getByRole('link', { name: 'finance' })).toBeVisible()
  await expect(card.getByText('Banking')).toBeVisible()
  await expect(card).toContainText(/\d+% of the collection \(\d+ of \d+\)/)
  await expect(card).toContainText(/100% of the selection \((\d+) of \1\)/)
  await expect(explorer.card('perception')).toContainText('the question does not arise')
  await expect(card.locator('a.cite').first()).toBeVisible()
})

test('a citation shows its source on focus, leads to it, and the source leads back', async ({ explorer, page }) => {
  await explorer.arrive('?open=knight-capital-2012')
  const chip = explorer.incident.locator('a.cite').first()
  await expect.poll(() => explorer.sourceOf(chip)).toContain('Knight Capital Americas')
  await chip.press('Enter')
  const source = page.locator(new URL(page.url()).hash)
  await expect(source).toBeInViewport()
  await source.getByRole('link', { name: /^Timeline 1$/ }).click()
  await expect(page.locator('#timeline-1')).toBeInViewport()
  await expect.poll(() => explorer.address()).toBe('?open=knight-capital-2012')
})

test('the contents of a page lead to its parts', async ({ explorer, page }) => {
  await explorer.arrive('?open=knight-capital-2012')
  await explorer.incident.locator('.contents').getByRole('link', { name: 'Sources' }).click()
  await expect(page.locator('#sources')).toBeInViewport()
})

test('dates that are certain stand along a line and lead to their statement', async ({ explorer, page }) => {
  await explorer.arrive('?open=knight-capital-2012')
  const dates = explorer.incident.getByRole('list', { name: 'Dates in this section' }).getByRole('link')
  await expect.poll(() => dates.count()).toBeGreaterThan(1)
  await dates.last().click()
  await expect(page.locator(new URL(page.url()).hash)).toBeInViewport()
})

test('O3: citations, Markdown and JSON are copied, and shown where the clipboard is refused', async ({ explorer, page, context }) => {
  test.slow()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await explorer.arrive('?open=knight-capital-2012')
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  for (const [name, start] of [['BibTeX', '@misc{knight-capital-2012'], ['RIS', 'TY  - '], ['CSL-JSON', '[{"type"'], ['as Markdown', '# Knight'], ['as JSON', '{"id":"knight-capital-2012"']]) {
    await explorer.copies(name)
    await explorer.seesToast('in your clipboard')
    expect((await clipboard()).startsWith(start), name).toBe(true)
    await explorer.dismissToast()
  }
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) })
  await explorer.copies('APA')
  await explorer.seesToast('Copy it from here')
  await expect(page.locator('#toast-link')).toHaveValue(/^Knight Capital.*open=knight-capital-2012$/)
})

test('what resembles an incident is named with the reason, and stands beside it in a link', async ({ explorer, page }) => {
  await explorer.arrive('?open=knight-capital-2012')
  const related = page.locator('#related')
  await expect(related.locator('li').first()).toContainText('Both: ')
  await related.getByRole('link', { name: 'Compare side by side' }).click()
  await expect.poll(() => explorer.compared()).toHaveLength(3)
  const address = await explorer.address()
  expect(address).toMatch(/^\?compare=knight-capital-2012,/)
  await page.reload()
  await expect(page.getByTestId('compared')).toBeVisible()
  await expect.poll(() => explorer.address()).toBe(address)
  await page.goBack()
})

test('incidents side by side say where they differ', async ({ explorer }) => {
  await explorer.arrive('?compare=therac-25,ariane-5-501')
  await expect.poll(() => explorer.compared()).toHaveLength(2)
  const [cells, differs] = await explorer.comparison('domain')
  expect(cells[0]).not.toBe(cells[1])
  expect(differs).toBe(true)
})

test('U3: a comparison with unknown incidents keeps the others and says so', async ({ explorer }) => {
  await explorer.arrive('?compare=therac-25,nobody,ariane-5-501')
  await explorer.seesNotice('There is no incident nobody to compare')
  await expect.poll(() => explorer.compared()).toHaveLength(2)
})

test('the name of a category leads to what it means, with counts and examples', async ({ explorer, page }) => {
  await explorer.arrive('?open=knight-capital-2012')
  await explorer.card('behaviour').getByRole('link', { name: 'Behaviour', exact: true }).click()
  await expect(page.locator('#category-behaviour')).toBeFocused()
  await expect.poll(() => explorer.address()).toBe('?view=codebook')
  const row = explorer.codebook.getByRole('row').filter({ has: page.getByText('byzantine', { exact: true }) }).first()
  await expect(row).toContainText(/\d/)
  await explorer.codebook.getByRole('link', { name: 'finance' }).click()
  await explorer.seesList()
  await expect.poll(() => explorer.address()).toBe('?domain=finance')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a page tells everything, and its links are pages', async ({ page }) => {
    await page.goto('./incident/knight-capital-2012/')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Knight Capital')
    await expect(page.locator('#card-domain')).toContainText('finance')
    await expect(page.getByRole('button')).toHaveCount(0)
    await page.locator('#card-domain').getByRole('link', { name: 'finance' }).click()
    await expect(page).toHaveURL(/\/option\/domain\/finance\/$/)
    await page.getByRole('link', { name: /^Knight Capital/ }).click()
    await expect(page).toHaveURL(/\/incident\/knight-capital-2012\/$/)
    await page.getByRole('link', { name: /^Next: / }).click()
    await expect(page.getByRole('heading', { level: 1 })).not.toContainText('Knight Capital')
    await page.getByRole('link', { name: 'Codebook' }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('FAIL')
  })

  test('the app itself says where the pages are', async ({ page }) => {
    await page.goto('./')
    await page.getByRole('link', { name: 'plain pages' }).click()
    expect(await page.locator('.incidents-list > li').count()).toBeGreaterThan(100)
  })
})

test('where there is a program, the app takes over from a page', async ({ explorer, page }) => {
  await page.goto('./incident/knight-capital-2012/')
  await page.locator('#card-domain').getByRole('link', { name: 'finance' }).click()
  await explorer.seesList()
  await expect.poll(() => explorer.address()).toBe('?domain=finance')
})

test('a page has the theme that its address asks for', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('./incident/knight-capital-2012/?theme=dark')
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark')
})

test('a page is at home in a frame: other pages open in its window, places in it stay', async ({ page, baseURL }) => {
  await page.goto('./404.html')
  await page.setContent(`<iframe src="${baseURL}incident/knight-capital-2012/" width="700" height="500"></iframe>`)
  const frame = page.frameLocator('iframe')
  await frame.locator('a.cite').first().click()
  await expect(frame.getByRole('heading', { level: 1 })).toBeAttached()
  await frame.getByRole('link', { name: 'Codebook' }).first().click()
  await expect(page).toHaveURL(/\/codebook\/$/)
})

test('pages are valid HTML', async () => {
  const rules = { 'no-trailing-whitespace': 'off', 'long-title': 'off', 'require-sri': 'off', 'no-dup-id': 'error', 'wcag/h30': 'off', 'no-redundant-role': 'off', 'no-inline-style': 'error', 'valid-id': 'off' }
  const validator = new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:document'], rules })
  const ids = readdirSync(`${DIST}incident`).filter((name) => !name.includes('.'))
  const pages = ['codebook/', 'incident/', 'option/domain/finance/', 'option/perception/none/', ...ids.filter((_, at) => at % 8 === 0).map((id) => `incident/${id}/`)]
  const wrong = []
  for (const path of pages) {
    const report = await validator.validateString(readFileSync(`${DIST}${path}index.html`, 'utf8'))
    for (const { messages } of report.results) wrong.push(...messages.map(({ ruleId, message, line }) => `${path}:${line} ${ruleId}: ${message}`))
  }
  expect(wrong).toEqual([])
})

test('incidents are picked in the list and in the table, by keyboard too, and stand side by side in that order', async ({ explorer, page }) => {
  await explorer.arrive('?domain=finance')
  const [first, second, third] = await explorer.listed()
  const pick = (id) => explorer.row(id).getByRole('button', { name: 'compare' })
  await pick(second).click()
  await expect(pick(second)).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('link', { name: 'Compare side by side' })).toHaveCount(0)
  await explorer.showAs('table')
  await expect(pick(second), 'another view keeps them').toHaveAttribute('aria-pressed', 'true')
  await pick(third).focus()
  await page.keyboard.press('Enter')
  await pick(first).click()
  await pick(second).click()
  await page.getByRole('link', { name: 'Compare side by side' }).click()
  await expect.poll(() => explorer.address()).toContain(`compare=${third},${first}`)
  await expect.poll(() => explorer.compared()).toHaveLength(2)
  await explorer.goBack()
  await expect(pick(third)).toHaveAttribute('aria-pressed', 'true')
})

test('A3 what is opened has the focus, and the way past the head leads there', async ({ explorer, page }) => {
  await explorer.arrive()
  const [first] = await explorer.listed()
  await explorer.row(first).getByRole('link').press('Enter')
  await explorer.seesWholeIncident()
  await expect(explorer.incident).toBeFocused()
  expect(await page.evaluate(() => scrollY)).toBe(0)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: /^Back to/ })).toBeFocused()
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toHaveAttribute('href', '#reading')
  await explorer.backToList()
  await expect(explorer.row(first).getByRole('link')).toBeFocused()
  await expect(page.getByRole('link', { name: 'Skip to results' })).toHaveAttribute('href', '#results')
})
