// Takes the pictures of the documentation and of every view, at three sizes in two themes.
// Usage: node screenshots.mjs [folder]; without a folder, only docs/screenshot.png is made.
import { chromium, expect } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { BASE, PORT, serve } from './serve.mjs'

const VIEWS = { list: '', selection: '?domain=transportation,knowledge&behaviour.not=crash', nothing: '?q=zzzz&domain=finance', incident: '?open=mars-climate-orbiter', stale: '?colour=red', table: '?view=table&stack=consequence', timeline: '?view=timeline&stack=objective&measure=share', known: '?stack=recurring&measure=share&shares=known', compare: '?compare=therac-25,ariane-5-501', codebook: '?view=codebook', frame: 'embed.html?domain=finance', chart: 'embed.html?show=facet:domain' }
/// What is opened over the list.
const OPENED = { about: '.icon-about', help: '#keys', views: '.icon-saved', filters: '#drawer', german: '', stopped: '[data-testid=copy-link]' }
const SIZES = { phone: [390, 844], laptop: [1280, 800], wide: [1680, 1050] }

const server = serve()
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'] })

async function picture(path, search, [width, height], colorScheme, fullPage, press) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, baseURL: `http://127.0.0.1:${PORT}${BASE}` })
  // As whoever has been here before sees it.
  await page.addInitScript(() => localStorage.setItem('failscope-seen', 'yes'))
  // Of which the rest cannot be had.
  if (path.includes('/stopped-')) await page.route('**/rest-*.wasm', (route) => route.abort())
  await page.goto(`./${search}`)
  await page.locator('[data-testid=total], [data-testid=incident], [data-testid=figure], [data-testid=compared], [data-testid=codebook]').first().waitFor({ state: 'attached' })
  // Parts of the collection and the words of a search may still be on their way.
  await page.waitForLoadState('networkidle')
  await expect(page.getByTestId('partial')).toHaveCount(0)
  if (press) await page.locator(press).first().click()
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()))
  await page.screenshot({ path, fullPage })
  await page.close()
}

const folder = process.argv[2]
if (folder) {
  mkdirSync(folder, { recursive: true })
  for (const [view, search] of Object.entries(VIEWS))
    for (const [size, viewport] of Object.entries(SIZES))
      for (const theme of ['light', 'dark']) await picture(`${folder}/${view}-${size}-${theme}.png`, search, viewport, theme, view === 'incident')
  for (const [name, press] of Object.entries(OPENED))
    for (const [size, viewport] of Object.entries(SIZES))
      if (name !== 'filters' || size === 'phone')
        for (const theme of ['light', 'dark']) await picture(`${folder}/${name}-${size}-${theme}.png`, name === 'german' ? '?lang=de&domain=finance&from=2011' : '', viewport, theme, false, press)
} else {
  await picture(fileURLToPath(new URL('../../docs/screenshot.png', import.meta.url)), '?domain=transportation,knowledge', SIZES.laptop, 'light', false)
}
await browser.close()
server.close()
