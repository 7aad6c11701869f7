// axe over every view in both themes and at phone width; reflow without sideways scrolling.
import AxeBuilder from '@axe-core/playwright'
import { test, expect } from '../explorer.mjs'

const VIEWS = { list: '', selection: '?domain=finance&behaviour.not=crash', nothing: '?q=zzzz', incident: '?open=therac-25', stale: '?colour=red', table: '?view=table&stack=consequence', compare: '?compare=therac-25,ariane-5-501', codebook: '?view=codebook', page: 'incident/play-com-2011/', option: 'option/domain/finance/', all: 'incident/', terms: 'codebook/', timeline: '?view=timeline&domain=finance&stack=objective&measure=share', known: '?stack=objective&measure=share&shares=known' }
const SIZES = { phone: { width: 390, height: 844 }, laptop: { width: 1280, height: 800 }, wide: { width: 1680, height: 1050 } }

/// What is opened over a view or in it, and how.
const OPENED = {
  help: (page) => page.locator('#keys').click(),
  about: (page) => page.getByTestId('reliability').getByRole('button').click(),
  'embed dialog': async (page) => {
    await page.getByTestId('embed').click()
    await expect(page.getByRole('dialog')).toBeVisible()
  },
  'saved views': (page) => page.getByTestId('saved-views').locator('summary').click(),
  suggestions: async (page) => {
    await page.getByTestId('search').fill('fin')
    await expect(page.getByRole('option').first()).toBeVisible()
  },
  toast: async (page) => {
    await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) })
    await page.getByTestId('copy-link').click()
    await expect(page.locator('#toast-link')).toBeVisible()
  },
  numbers: (page) => page.getByTestId('numbers').locator('summary').click(),
  meanings: async (page, size) => {
    if (size === 'phone') await page.getByTestId('filters').click()
    await page.getByTestId('facet-behaviour').getByRole('button', { name: 'meanings' }).click()
  },
}

async function seesNoViolation(page) {
  // What comes and goes is looked at when it has come.
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()))
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html} (${nodes.length})`)).toEqual([])
}

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ['light', 'dark']) {
    for (const [name, search] of Object.entries(VIEWS)) {
      test(`${name} at ${size} size in ${colorScheme} has no violation`, async ({ explorer, page }) => {
        await page.setViewportSize(viewport)
        await page.emulateMedia({ colorScheme })
        await explorer.arrive(search)
        await seesNoViolation(page)
      })
    }
    for (const [name, open] of Object.entries(OPENED)) {
      test(`${name}, opened, at ${size} size in ${colorScheme} has no violation`, async ({ explorer, page }) => {
        await page.setViewportSize(viewport)
        await page.emulateMedia({ colorScheme })
        await explorer.arrive('?domain=finance')
        await open(page, size)
        await seesNoViolation(page)
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
  await expect.poll(() => explorer.address()).toBe('?domain=finance')
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
  await expect.poll(() => explorer.address(), 'going back closes the drawer and leaves the page').toBe('?domain=finance')
  expect(await steps()).toBeLessThanOrEqual(before + 1)
})
