// What an embed of each view downloads, as files are sent with brotli. Prints the table of docs/embedding.md.
// Usage: node weights.mjs, with a built dist/.
import { chromium } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { hosts, HOST_PORT, SITE } from './hosts.mjs'
import { BASE, serve, SITE_FOLDER } from './serve.mjs'

export const VIEWS = {
  'chart over time, everything': 'view="chart"',
  'values of a category, everything': 'view="facet:domain"',
  'values of a category, filtered': 'view="facet:domain" filter="behaviour=crash"',
  'one incident': 'incident="therac-25"',
  'list, filtered': 'view="list" filter="domain=finance"',
  'table': 'view="table"',
  'timeline': 'view="timeline"',
  'explorer': 'view="explorer"',
}

const KINDS = [['page and style', /(\.html|\.css)$/], ['scripts', /\.js$/], ['programs', /\.wasm$/], ['data', /\.(json|bin|txt)$/]]

/// The files that an embed asks for beside embed.js, with what each weighs.
export async function weigh(browser, attributes) {
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  const asked = new Set()
  page.on('request', (request) => request.url().startsWith(SITE) && asked.add(new URL(request.url()).pathname.slice(BASE.length)))
  await page.goto(`http://127.0.0.1:${HOST_PORT}/plain/`)
  await page.evaluate(() => document.querySelectorAll('failscope-embed').forEach((embed) => embed.remove()))
  await page.waitForTimeout(300)
  asked.clear()
  await page.evaluate((attributes) => {
    document.querySelector('h1').insertAdjacentHTML('afterend', `<failscope-embed id="one" ${attributes}></failscope-embed>`)
  }, attributes)
  await page.waitForFunction(() => document.querySelector('#one').state.ready, null, { timeout: 20_000 })
  await page.waitForLoadState('networkidle')
  await context.close()
  const size = (file) => brotliCompressSync(readFileSync(`${SITE_FOLDER}/${file}`)).length
  return [...asked].filter((file) => !file.endsWith('.svg')).map((file) => [file, size(file)])
}

if (process.argv[1].endsWith('weights.mjs')) {
  const servers = [serve(), hosts()]
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'] })
  const kb = (files) => (files.reduce((sum, [, size]) => sum + size, 0) / 1000).toFixed(1)
  console.log(`| view | ${KINDS.map(([kind]) => `${kind}, KB`).join(' | ')} | all, KB |\n|---|${'---:|'.repeat(KINDS.length + 1)}`)
  for (const [view, attributes] of Object.entries(VIEWS)) {
    const files = await weigh(browser, attributes)
    console.log(`| ${view} | ${KINDS.map(([, pattern]) => kb(files.filter(([file]) => pattern.test(file)))).join(' | ')} | ${kb(files)} |`)
  }
  await browser.close()
  servers.forEach((server) => server.close())
}
