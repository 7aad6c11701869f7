// axe over every view in both themes and at phone width; reflow without sideways scrolling.
import AxeBuilder from '@axe-core/playwright'
import { test, expect } from '../explorer.mjs'

const VIEWS = { list: '', selection: '?domain=finance&behaviour.not=crash', nothing: '?q=zzzz', incident: '?open=therac-25', stale: '?colour=red', table: '?view=table&stack=consequence', compare: '?compare=therac-25,ariane-5-501', codebook: '?view=codebook', page: 'incident/play-com-2011/', option: 'option/domain/finance/', all: 'incident/', terms: 'codebook/', timeline: '?view=timeline&domain=finance&stack=objective&measure=share' }
const SIZES = { phone: { width: 390, height: 844 }, laptop: { width: 1280, height: 800 } }

for (const [name, search] of Object.entries(VIEWS)) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark']) {
      test(`${name} at ${size} size in ${colorScheme} has no violation`, async ({ explorer, page }) => {
        await page.setViewportSize(viewport)
        await page.emulateMedia({ colorScheme })
        await explorer.arrive(search)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html} (${nodes.length})`)).toEqual([])
      })
    }
  }
}

for (const search of Object.values(VIEWS)) {
  test(`nothing scrolls sideways at 320 pixels: ${search || 'list'}`, async ({ explorer, page }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    await explorer.arrive(search)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  })
}

test('A7 on a phone the filters are a drawer that says how many they leave', async ({ explorer, page }) => {
  await page.setViewportSize(SIZES.phone)
  await explorer.arrive()
  await expect(page.getByTestId('facet-domain')).toBeHidden()
  await page.getByTestId('filters').click()
  await explorer.choose('domain', 'finance')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([])
  await page.getByRole('button', { name: /^Show \d+ incident/ }).click()
  await expect(page.getByTestId('facet-domain')).toBeHidden()
  await expect(page.getByTestId('filters')).toBeFocused()
  expect(explorer.address()).toBe('?domain=finance')
})

test('A7 the drawer keeps the focus, and Escape and the way back close it', async ({ explorer, page }) => {
  await page.setViewportSize(SIZES.phone)
  await explorer.arrive('?domain=finance')
  const steps = () => page.evaluate(() => history.length)
  const before = await steps()
  await page.getByTestId('filters').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  for (let tab = 0; tab < 60; tab++) await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement === document.body || document.querySelector('dialog').contains(document.activeElement))).toBe(true)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByTestId('filters').click()
  await page.goBack()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(explorer.address(), 'going back closes the drawer and leaves the page').toBe('?domain=finance')
  expect(await steps()).toBeLessThanOrEqual(before + 1)
})
