// Saved views, the first visit, and what is said of how the records were made.
import { readFileSync } from 'node:fs'
import { test, expect } from '../explorer.mjs'

test('a view is saved, found again after a reload, exported, forgotten and imported', async ({ explorer, page }) => {
  await explorer.arrive('?domain=finance&view=table')
  const menu = page.getByTestId('saved-views')
  await menu.locator('summary').click()
  await menu.getByRole('textbox').fill('Money: "all" & more')
  await menu.getByRole('button', { name: 'Save' }).click()
  await page.reload()
  await explorer.isReady()
  await explorer.clear()
  await menu.locator('summary').click()
  const [download] = await Promise.all([page.waitForEvent('download'), menu.getByRole('button', { name: 'Export' }).click()])
  const file = await download.path()
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([{ name: 'Money: "all" & more', view: 'domain=finance&view=table' }])
  await menu.getByRole('button', { name: /^Forget/ }).click()
  await expect(menu.getByRole('link')).toHaveCount(0)
  await page.locator('#views-file').setInputFiles(file)
  await explorer.seesToast('1 view was read')
  await menu.getByRole('link', { name: 'Money' }).click()
  await expect.poll(() => explorer.address()).toBe('?domain=finance&view=table')
})

test('a file that holds no views changes nothing', async ({ explorer, page }) => {
  await explorer.arrive()
  await page.getByTestId('saved-views').locator('summary').click()
  await page.locator('#views-file').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"name":1}') })
  await explorer.seesToast('no saved views')
})

test('whoever is new is told once', async ({ explorer, page }) => {
  await explorer.arrive()
  await page.getByTestId('welcome').getByRole('button').click()
  await expect(page.getByTestId('welcome')).toHaveCount(0)
  await page.reload()
  await explorer.isReady()
  await expect(page.getByTestId('welcome')).toHaveCount(0)
})

test('beside the results stands how many a machine had a hand in, with the way to the method', async ({ explorer, page }) => {
  await explorer.arrive('?domain=finance')
  const [some] = await explorer.totals()
  await expect(page.getByTestId('reliability')).toContainText(String(some))
  const way = page.getByTestId('reliability').getByRole('button')
  await way.focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'About this collection' })
  await expect(panel).toContainText(/Method.*Taxonomy.*Licence.*Data version/s)
  await expect(panel.getByRole('heading').first()).toBeFocused()
  await expect(explorer.row((await explorer.listed())[0]), 'the results stay beside it').toBeInViewport()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(way).toBeFocused()
  await explorer.seesTotal(some)
})

test('the head and the foot of the page lead to what the collection is, too', async ({ explorer, page }) => {
  await explorer.arrive()
  const panel = page.getByRole('dialog', { name: 'About this collection' })
  for (const place of ['banner', 'contentinfo']) {
    await page.getByRole(place).getByRole('button', { name: 'About this collection' }).click()
    await expect(panel).toBeVisible()
    await panel.getByRole('button', { name: 'Close' }).click()
    await expect(panel).toBeHidden()
  }
})
