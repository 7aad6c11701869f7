// Embeds in sites that four documentation systems built from minimal sources (tests/embeds), on another
// origin and under a strict policy.
import AxeBuilder from '@axe-core/playwright'
import { test, expect, SITE } from '../embeds.mjs'

/// How a reader of each system changes the theme and goes to another page.
const SYSTEMS = {
  mdbook: async (page, theme) => {
    const choice = page.locator(theme === 'dark' ? '#mdbook-theme-navy' : '#mdbook-theme-light')
    // The menu stays open after a choice.
    if (!(await choice.isVisible())) await page.locator('#mdbook-theme-toggle').click()
    await choice.click()
  },
  mkdocs: async (page) => page.locator('form[data-md-component=palette] label:visible').click(),
  sphinx: async (page, theme) => {
    while ((await page.locator('body').getAttribute('data-theme')) !== theme) await page.locator('.theme-toggle:visible').first().click()
  },
  docusaurus: async (page, theme) => {
    while ((await page.locator('html').getAttribute('data-theme-choice')) !== theme) await page.locator('button[class*=toggleButton]:visible').first().click()
  },
}

for (const [system, change] of Object.entries(SYSTEMS)) {
  test.describe(system, () => {
    test('two embeds fit, follow the theme and leave no history, under a strict policy', async ({ host, page }) => {
      await host.visit(`/${system}/`)
      const before = await host.history()
      for (const id of ['list', 'chart']) await host.isReady(id)
      for (const theme of ['dark', 'light', 'dark']) {
        await change(page, theme)
        for (const id of ['list', 'chart']) await host.wears(id, theme)
      }
      for (const id of ['list', 'chart']) await host.fits(id)
      await host.frame('list').getByRole('link', { name: /Knight/ }).click()
      await expect(host.frame('list').getByTestId('incident')).toBeVisible()
      await host.frame('list').getByTestId('back').click()
      await expect(host.frame('list').getByTestId('list')).toBeVisible()
      for (const id of ['list', 'chart']) await host.fits(id)
      await expect.poll(() => host.history()).toBe(before)
    })

    test('going to another page and back brings the embeds again', async ({ host, page }) => {
      await host.visit(`/${system}/`)
      await host.isReady('list')
      const marked = await page.evaluate(() => (window.stays = true))
      const before = await host.history()
      await page.getByRole('link', { name: 'More', exact: true }).last().click()
      await expect(page.getByText('Nothing is embedded here')).toBeVisible()
      await page.getByRole('link', { name: 'failures', exact: true }).click()
      for (const id of ['list', 'chart']) await host.isReady(id)
      for (const id of ['list', 'chart']) await host.fits(id)
      // These two go without loading a page anew, and the embeds must live with that.
      expect(await page.evaluate(() => window.stays === true)).toBe(marked && ['mkdocs', 'docusaurus'].includes(system))
      await expect.poll(() => host.history()).toBe(before + 2)
      await page.goBack()
      await expect(page.getByText('Nothing is embedded here')).toBeVisible()
    })

    for (const theme of ['light', 'dark']) {
      test(`no violation in the embeds, in ${theme}`, async ({ host, page }) => {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
        await host.visit(`/${system}/`)
        for (const id of ['list', 'chart']) await host.isReady(id)
        // Regions are a matter of whole pages, and the systems' own are not ours.
        const { violations } = await new AxeBuilder({ page }).include('failscope-embed').disableRules('region').analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html} ${nodes[0].target} (${nodes.length})`)).toEqual([])
      })
    }

    test('without script there are links to the list', async ({ browser }) => {
      const context = await browser.newContext({ javaScriptEnabled: false })
      const page = await context.newPage()
      await page.goto(`http://127.0.0.1:${new URL(SITE).port * 1 + 1}/${system}/`)
      await expect(page.getByRole('link', { name: 'the list' })).toHaveAttribute('href', `${SITE}/?domain=finance`)
      await context.close()
    })
  })
}
