// The page object: what a visitor does and sees, in verbs. Specs never name a selector. Here is coming, going and
// the program's language; what the parts of the page have is in `explorer/`, a file each.
import { test as base, expect } from '@playwright/test'
import { Coming } from './explorer/coming.mjs'
import { Keys } from './explorer/keys.mjs'
import { Reading } from './explorer/reading.mjs'
import { Results } from './explorer/results.mjs'
import { Selecting } from './explorer/selecting.mjs'
import { Telling } from './explorer/telling.mjs'
import { Timeline } from './explorer/timeline.mjs'

class Visit {
  constructor(page) {
    this.page = page
    this.errors = []
    this.hosts = new Set()
    page.on('pageerror', (error) => this.errors.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && this.errors.push(message.text()))
    page.on('request', (request) => request.url().startsWith('http') && this.hosts.add(new URL(request.url()).host))
  }

  id(id) {
    return this.page.getByTestId(id)
  }

  async visit(search = '') {
    await this.page.goto(`./${search}`)
  }

  async arrive(search = '') {
    await this.visit(search)
    await this.isReady()
  }

  async isReady() {
    // The first screen of the page stands until the program takes over.
    await expect(this.page.locator('#first')).toHaveCount(0, { timeout: 20_000 })
    const read = this.id('incident').or(this.id('compared')).or(this.id('codebook')).or(this.page.locator('main#page'))
    await expect(this.id('total').or(read).first()).toBeAttached({ timeout: 20_000 })
  }

  async speak(language) {
    await this.id('language').selectOption(language)
  }

  /// How many pixels the choice of a language is too narrow for its words.
  async clipsLanguage() {
    return this.id('language').evaluate((select) => {
      const now = select.offsetWidth
      select.style.flex = 'none'
      return select.offsetWidth - now
    })
  }

  /// The kinds of the parts that have been asked for since.
  watchesParts() {
    const kinds = []
    this.page.on('request', (request) => {
      const part = request.url().match(/\/parts\/(\w+)-/)
      if (part) kinds.push(part[1])
    })
    return () => [...kinds]
  }

  /// Waits until what is out of sight and the address bar have followed what was done: two frames.
  async follows() {
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))))
  }

  async goBack() {
    await this.follows()
    await this.page.goBack()
  }

  async address() {
    await this.follows()
    return new URL(this.page.url()).search
  }

  /// Serves another bundle in place of the site's.
  async withBundle(body, options = {}) {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    await this.page.route('**/bundle.json', (route) => route.fulfill({ body: text, contentType: 'application/json', ...options }))
  }
}

export class Explorer extends [Coming, Selecting, Timeline, Results, Reading, Telling, Keys].reduce((page, part) => part(page), Visit) {}

/// What a visitor did must have met no error and no other host.
async function visitor(page, baseURL, use, tags) {
  const explorer = new Explorer(page)
  await use(explorer)
  expect([...explorer.hosts].filter((host) => host !== new URL(baseURL).host), 'requests to other hosts').toEqual([])
  if (!tags.includes('@broken')) expect(explorer.errors, 'errors on the console').toEqual([])
}

/// A test with an explorer, and where it is asked for another one: of somebody who shares nothing with the first.
export const test = base.extend({
  explorer: ({ page, baseURL }, use, info) => visitor(page, baseURL, use, info.tags),
  another: async ({ browser, baseURL }, use, info) => {
    const context = await browser.newContext({ baseURL })
    await visitor(await context.newPage(), baseURL, use, info.tags)
    await context.close()
  },
})
export { expect }
