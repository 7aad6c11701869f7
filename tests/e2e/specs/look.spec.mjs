// What the page looks like where that decides whether it can be used: one line of tools, a toast that
// covers nothing, icons that are there, motion for whoever wants it.
import { test, expect } from '../explorer.mjs'

const NAMES = ['Copy link', 'Embed', /^Theme/, 'About this collection', 'Help']

for (const width of [320, 390, 700]) {
  test(`A3 A7 the tools are one line at ${width} pixels, each with its name and as large as a finger needs`, async ({ explorer, page }) => {
    await page.setViewportSize({ width, height: 800 })
    await explorer.arrive()
    const tools = page.getByRole('banner')
    const all = [...NAMES.map((name) => tools.getByRole('button', { name })), tools.getByTestId('saved-views').locator('summary'), tools.getByTestId('language')]
    const boxes = await Promise.all(all.map((tool) => tool.boundingBox()))
    const middles = new Set(boxes.map(({ y, height }) => Math.round((y + height / 2) / 3)))
    expect(middles.size).toBe(1)
    for (const box of boxes) {
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24)
      expect(box.x + box.width).toBeLessThanOrEqual(width)
    }
    await expect(tools.getByTestId('saved-views').locator('summary')).toHaveAccessibleName('Saved views')
    await expect.poll(() => explorer.clipsLanguage()).toBeLessThanOrEqual(0)
  })
}

test.describe('touched', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  for (const view of ['list', 'table'])
    test(`A7 on a phone no row of the ${view} is higher for what picks it`, async ({ explorer, page }) => {
      await explorer.arrive(`?view=${view}`)
      await explorer.seesTitles()
      await expect(page.getByRole('button', { name: 'compare' }).first()).toBeVisible()
      await expect.poll(() => explorer.heightOfPicks()).toBe(0)
    })

  test('A7 on a phone what a value says and what can be done with it stand beside each other', async ({ explorer, page }) => {
    await explorer.arrive()
    await page.getByTestId('filters').click()
    await expect(page.getByRole('button', { name: 'Only' }).first()).toBeVisible()
    await expect.poll(() => explorer.crowdedValues()).toEqual([])
  })
})

test('A3 on a phone the two choices of the chart stand beside each other', async ({ explorer, page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await explorer.arrive()
  const [basis, stack] = await Promise.all(['basis', 'stack'].map((id) => page.getByTestId(id).boundingBox()))
  expect(basis.y).toBe(stack.y)
  expect(basis.x + basis.width).toBeLessThan(stack.x)
})

test('A3 at the foot of the page a toast covers no button', async ({ explorer, page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await explorer.arrive('?domain=finance')
  await explorer.totals()
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) })
  await explorer.copyLink()
  await explorer.seesToast('Copy it from here')
  // Rows are as high as they are only when they have been seen.
  const last = page.getByRole('contentinfo').getByRole('button').last()
  await expect(async () => {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    await expect(last).toBeInViewport({ timeout: 100 })
  }).toPass()
  const toast = await page.getByTestId('toast').boundingBox()
  for (const button of await page.getByRole('contentinfo').getByRole('button').all()) {
    const box = await button.boundingBox()
    expect(box.y + box.height).toBeLessThanOrEqual(toast.y)
    await expect(button).toBeInViewport()
  }
  expect(toast.y + toast.height).toBeLessThanOrEqual(844)
})

test('icons are one picture of the site, and nothing is read aloud of them', async ({ explorer, page }) => {
  const asked = []
  page.on('request', (request) => request.url().endsWith('.svg') && asked.push(request.url().split('/').at(-1)))
  await explorer.arrive('?domain=finance&view=table&sort=title')
  await expect.poll(() => asked.filter((name) => name === 'failscope-icons.svg').length).toBe(1)
  await expect(explorer.chips()).toHaveText('Domain: finance')
  await expect(page.getByRole('columnheader', { name: 'Incident', exact: true })).toHaveAttribute('aria-sort', 'ascending')
  const shown = await page.evaluate(() => [...document.querySelectorAll('[class*="icon-"]')].map((element) => {
    const { width, maskImage, content } = getComputedStyle(element, '::before')
    return [element.className, content === 'none' || parseFloat(width) > 8 || width === 'auto', maskImage.includes('failscope-icons.svg')]
  }))
  expect(shown.filter(([, wide, masked]) => !masked || !wide)).toEqual([])
  expect(shown.length).toBeGreaterThan(8)
})

for (const [reducedMotion, moves] of [['reduce', false], ['no-preference', true]]) {
  test(`A3 with ${reducedMotion} of motion ${moves ? 'things come and change softly' : 'nothing moves'}`, async ({ explorer, page }) => {
    await page.emulateMedia({ reducedMotion })
    await explorer.arrive()
    const times = await page.evaluate(() => ['.value .bar', 'summary', '.panel'].flatMap((selector) => {
      const [element, part] = [document.querySelector(selector), selector === 'summary' ? '::before' : null]
      const { transitionDuration, animationDuration } = getComputedStyle(element, part)
      return [transitionDuration, animationDuration].map(parseFloat)
    }))
    expect(Math.max(...times) > 0).toBe(moves)
    expect(Math.max(...times)).toBeLessThanOrEqual(0.18)
  })
}

test('A3 forced colours keep bars, icons and what is chosen apart from the page', async ({ explorer, page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await explorer.arrive('?domain=finance')
  const [paper, ...marks] = await page.evaluate(() => [['html', null], ['.value .bar', null], ['.column span', null], ['.icon-link', '::before']].map(([selector, part]) => {
    const { backgroundColor, backgroundImage } = getComputedStyle(document.querySelector(selector), part)
    // The bar of a value is a picture of one colour.
    return backgroundImage === 'none' ? backgroundColor : backgroundImage.match(/rgba?\([^)]*\)/)[0]
  }))
  for (const mark of marks) expect(mark).not.toBe(paper)
})
