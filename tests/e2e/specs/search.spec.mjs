// The search box: what it suggests, where words were found, and chips that keep the focus.
import { test, expect } from '../explorer.mjs'

test('values, organizations and incidents are suggested and chosen by keyboard', async ({ explorer, page }) => {
  await explorer.arrive()
  await explorer.search('transp')
  await expect(explorer.suggestions().first()).toContainText('transportation')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByTestId('search')).toHaveAttribute('aria-activedescendant', 'suggestion-0')
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toBe('?domain=transportation')
  await expect.poll(() => explorer.searchedText()).toBe('')
  await expect(page.getByTestId('search')).toBeFocused()
  await explorer.search('nasa')
  await explorer.suggestions().filter({ hasText: 'Organization' }).first().click()
  await expect.poll(() => explorer.address()).toContain('organization=')
  await explorer.clear()
  await explorer.search('therac')
  await explorer.suggestions().filter({ hasText: 'Therac' }).first().click()
  await explorer.seesIncident(/Therac/)
})

test('Escape puts suggestions away and keeps the text', async ({ explorer, page }) => {
  await explorer.arrive()
  await explorer.search('health')
  await expect(explorer.suggestions().first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(explorer.suggestions()).toHaveCount(0)
  await expect.poll(() => explorer.searchedText()).toBe('health')
})

test('R3 found words are marked, and the field that has them is named', async ({ explorer, page }) => {
  await explorer.arrive('?q=metric+units')
  await explorer.seesNoPartialAnswer()
  const row = explorer.row('mars-climate-orbiter')
  await expect(row.locator('mark').first()).toBeVisible()
  await expect(page.locator('.row .field').first()).toBeVisible()
})

test('R1 while words are on their way the total says so', async ({ explorer, page }) => {
  let arrive
  const held = new Promise((resolve) => { arrive = resolve })
  await page.route('**/parts/words-*', async (route) => { await held; await route.continue() })
  await explorer.arrive()
  await explorer.search('certificate')
  await expect(page.getByTestId('total')).toContainText('so far')
  arrive()
  await expect(page.getByTestId('total')).not.toContainText('so far')
})

test('the syntax is told under the box', async ({ explorer, page }) => {
  await explorer.arrive()
  await expect(page.locator('#syntax')).toBeHidden()
  await page.getByTestId('search').focus()
  await expect(page.locator('#syntax')).toBeVisible()
  await expect(page.locator('#syntax')).toContainText('-without')
})

test('A3 after a chip is removed the focus is on the next, and at last on the total', async ({ explorer, page }) => {
  await explorer.arrive('?q=software&domain=finance,health&objective.not=malicious')
  const chips = explorer.chips()
  await expect(chips).toHaveCount(3)
  await chips.nth(1).click()
  await expect(chips).toHaveCount(2)
  await expect(chips.nth(1)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(chips.first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('#total')).toBeFocused()
})
