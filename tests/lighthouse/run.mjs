// Lighthouse over views of the built site, as a static host serves it: scores that may not fall.
// Usage: FAILSCOPE=path/to/failscope CHROMIUM=… node run.mjs; `cargo xtask lighthouse` does it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { launch } from 'chrome-launcher'
import lighthouse, { desktopConfig } from 'lighthouse'

const PORT = 4180
const VIEWS = { list: '', selection: '?domain=finance&stack=consequence', table: '?view=table', incident: '?open=therac-25' }
const LEAST = { accessibility: 1, performance: 0.95, 'best-practices': 0.95 }
const MOST_SHIFT = 0.05

const site = fileURLToPath(new URL('../../dist', import.meta.url))
const preview = spawn(process.env.FAILSCOPE, ['preview', site, '--port', String(PORT)], { stdio: ['ignore', 'pipe', 'inherit'] })
await once(preview.stdout, 'data')
const chrome = await launch({ chromePath: process.env.CHROMIUM || '/usr/bin/chromium', chromeFlags: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'] })
const low = []
try {
  for (const [view, search] of Object.entries(VIEWS)) {
    const { lhr } = await lighthouse(`http://127.0.0.1:${PORT}/${search}`, { port: chrome.port, onlyCategories: Object.keys(LEAST), logLevel: 'error' }, desktopConfig)
    const scores = Object.entries(LEAST).map(([name]) => [name, lhr.categories[name].score])
    const shift = lhr.audits['cumulative-layout-shift'].numericValue
    console.log(`${view.padEnd(10)} ${scores.map(([name, score]) => `${name} ${Math.round(score * 100)}`).join(', ')}, layout shift ${shift.toFixed(3)}`)
    for (const [name, score] of scores.filter(([name, score]) => score < LEAST[name])) {
      const failed = lhr.categories[name].auditRefs.map(({ id, weight }) => [weight, lhr.audits[id]]).filter(([weight, audit]) => weight && audit.score !== null && audit.score < 1)
      low.push(`${view}: ${name} ${Math.round(score * 100)} (${failed.map(([, audit]) => `${audit.id} ${audit.displayValue ?? ''}`.trim()).join(', ')})`)
    }
    if (shift >= MOST_SHIFT) low.push(`${view}: layout shift ${shift.toFixed(3)}`)
  }
} finally {
  await chrome.kill()
  preview.kill()
}
low.forEach((line) => console.error(line))
process.exitCode = low.length ? 1 : 0
