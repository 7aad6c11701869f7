// The dialog that offers a view to other pages: what it writes is what works.
import AxeBuilder from '@axe-core/playwright'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { HOST_PORT } from '../hosts.mjs'
import { test, expect } from '../explorer.mjs'
import { PORT, BASE } from '../serve.mjs'

/// A page of somebody's, served by hosts.mjs.
const WRITTEN = fileURLToPath(new URL('../../../target/embeds/written', import.meta.url))
const SITE = `http://127.0.0.1:${PORT}${BASE}`

async function offers(page) {
  await page.getByTestId('embed').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  const code = () => dialog.getByLabel('Write this').inputValue()
  const choose = async (name, value) => dialog.getByLabel(new RegExp(`^${name} `)).selectOption(value)
  return { dialog, code, choose, preview: dialog.locator('failscope-embed iframe').contentFrame() }
}

test('the view on screen is offered, with a preview that is an embed', async ({ explorer, page }) => {
  await explorer.arrive('?domain=finance&view=table')
  const { dialog, code, preview } = await offers(page)
  expect(await code()).toBe(`<failscope-embed view="table" filter="domain=finance">\n  <a href="${SITE}?domain=finance&amp;view=table">${await page.title()}</a>\n</failscope-embed>\n<script src="${SITE}embed.js" defer></script>`)
  await expect(preview.getByTestId('table')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toHaveCount(0)
  await explorer.open('knight-capital-2012')
  const again = await offers(page)
  expect(await again.code()).toContain('<failscope-embed incident="knight-capital-2012">')
  await page.keyboard.press('Escape')
  await expect(again.dialog).toHaveCount(0)
})

test('every choice is in what is written, in every form', async ({ explorer, page }) => {
  await explorer.arrive('?organization=A%26B&q=%22race%22')
  const { dialog, code, choose } = await offers(page)
  await choose('What', 'facet:domain')
  await choose('Theme', 'dark')
  await choose('Around it', 'none')
  await dialog.getByLabel(/^Height /).fill('333')
  await dialog.getByLabel(/^Height /).press('Enter')
  expect(await code()).toContain('<failscope-embed view="facet:domain" filter="organization=A%26B&amp;q=%22race%22" theme="dark" chrome="none" height="333">')
  for (const [form, ...parts] of [
    ['iframe', `src="${SITE}embed.html?organization=A%26B&amp;q=%22race%22&amp;show=facet:domain&amp;theme=dark&amp;chrome=none"`, 'height="333"'],
    ['markdown', `](${SITE}?organization=A%26B&q=%22race%22)`],
    ['mdbook', '<failscope-embed', 'embed.js" defer></script>'],
    ['mkdocs', `extra_javascript:\n  - ${SITE}embed.js`],
    ['sphinx', 'html_js_files', '.. raw:: html\n\n   <failscope-embed'],
    ['docusaurus', `scripts: [{ src: '${SITE}embed.js', defer: true }]`],
  ]) {
    await choose('As', form)
    for (const part of parts) expect(await code(), form).toContain(part)
  }
})

test('a chart is saved as pictures, light and dark', async ({ explorer, page }) => {
  await explorer.arrive('')
  const { dialog, code, choose } = await offers(page)
  await choose('What', 'facet:domain')
  await choose('As', 'picture')
  const files = {}
  for (const name of ['failures-light.svg', 'failures-dark.svg', 'failures-light.png', 'failures-dark.png']) {
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('link', { name }).click()])
    files[name] = readFileSync(await download.path())
  }
  const svg = files['failures-light.svg'].toString()
  expect(svg).toContain('transportation')
  expect(svg).not.toMatch(/script|style=|on\w+=/)
  expect(svg).not.toBe(files['failures-dark.svg'].toString())
  expect(files['failures-dark.png'].subarray(1, 4).toString()).toBe('PNG')
  expect(files['failures-dark.png'].length).toBeGreaterThan(5000)
  expect(await code()).toMatch(/<picture>[^]*failures-dark\.svg" media="\(prefers-color-scheme: dark\)"[^]*alt="Domain: \w+ \d+, /)
})

test('it is copied, or selected where the clipboard is refused', async ({ explorer, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await explorer.arrive('')
  const { dialog, code } = await offers(page)
  await dialog.getByRole('button', { name: 'Copy' }).click()
  await expect(dialog.getByRole('status')).toContainText('in your clipboard')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await code())
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) })
  await dialog.getByRole('button', { name: 'Copy' }).click()
  await expect(dialog.getByRole('status')).toContainText('selected')
})

test('what is written works in a page of another origin', async ({ explorer, page }) => {
  await explorer.arrive('?domain=finance')
  const { code, choose } = await offers(page)
  const element = await code()
  await choose('As', 'iframe')
  const iframe = await code()
  mkdirSync(WRITTEN, { recursive: true })
  writeFileSync(`${WRITTEN}/index.html`, `<!doctype html><html lang="en"><title>x</title><link rel="icon" href="data:,">${element}${iframe}`)
  await page.goto(`http://127.0.0.1:${HOST_PORT}/written/`)
  explorer.hosts.delete(`127.0.0.1:${HOST_PORT}`)
  for (const frame of ['failscope-embed iframe', 'body > iframe'])
    await expect(page.locator(frame).contentFrame().locator('[id="to-knight-capital-2012"]')).toBeAttached({ timeout: 20_000 })
})

for (const colorScheme of ['light', 'dark']) {
  test(`no violation in the dialog, in ${colorScheme}`, async ({ explorer, page }) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 390, height: 844 })
    await explorer.arrive('?domain=finance')
    const { preview } = await offers(page)
    await expect(preview.getByTestId('list')).toBeVisible()
    // Regions are a matter of whole pages.
    const { violations } = await new AxeBuilder({ page }).include('dialog').disableRules('region').analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html} (${nodes.length})`)).toEqual([])
  })
}

test('it speaks the language of the page', async ({ explorer, page }) => {
  await explorer.arrive('?lang=de&domain=finance')
  await expect(page.getByTestId('embed')).toHaveText('Einbetten')
  await page.getByTestId('embed').click()
  await expect(page.getByRole('dialog', { name: 'In eine andere Seite einbetten' })).toBeVisible()
  expect(await page.getByLabel('Zu schreiben ist').inputValue()).toContain('filter="domain=finance" lang="de"')
})
