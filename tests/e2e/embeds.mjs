// The page object of somebody's page with embeds in it: what its author and its readers do and see.
import { test as base, expect } from '@playwright/test'
import { HOST_PORT, SITE } from './hosts.mjs'

export const HOST = `http://127.0.0.1:${HOST_PORT}`

export class Page {
  constructor(page) {
    this.page = page
    this.errors = []
    this.hosts = new Set()
    this.asked = []
    page.on('pageerror', (error) => this.errors.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && this.errors.push(message.text()))
    page.context().on('request', (request) => {
      this.asked.push(request.url())
      if (request.url().startsWith('http')) this.hosts.add(new URL(request.url()).host)
    })
  }

  async visit(path = '/plain/') {
    await this.page.goto(`${HOST}${path}`)
  }

  embed(id) {
    return this.page.locator(`failscope-embed#${id}`)
  }

  frame(id) {
    return this.embed(id).locator('iframe').contentFrame()
  }

  async isReady(id) {
    await this.embed(id).scrollIntoViewIfNeeded()
    await expect.poll(() => this.state(id).then(({ ready }) => ready), { timeout: 20_000 }).toBe(true)
  }

  state(id) {
    return this.embed(id).evaluate((embed) => embed.state)
  }

  async set(id, name, value) {
    await this.embed(id).evaluate((embed, [name, value]) => embed.setAttribute(name, value), [name, value])
  }

  async setFilter(id, filter) {
    await this.embed(id).evaluate((embed, filter) => embed.setFilter(filter), filter)
  }

  /// Everything that embeds have said of a kind.
  said(name) {
    return this.page.evaluate((name) => window.said.filter(([, type]) => type === name), name)
  }

  /// The theme inside the frame, as it is drawn.
  theme(id) {
    return this.frame(id).locator('html').evaluate((html) => getComputedStyle(html).colorScheme)
  }

  async wears(id, theme) {
    await expect.poll(() => this.theme(id)).toBe(theme)
  }

  /// The frame is as high as what it shows, and does not scroll.
  async fits(id) {
    const height = () => this.frame(id).locator('body').evaluate((body) => [Math.ceil(body.getBoundingClientRect().height), innerHeight])
    await expect.poll(async () => { const [content, frame] = await height(); return content > 40 && content === frame }, { message: `the height of ${id}` }).toBe(true)
  }

  history() {
    return this.page.evaluate(() => history.length)
  }

  listed(id) {
    return this.frame(id).getByTestId('row').evaluateAll((rows) => rows.map((row) => row.querySelector('[id^="to-"]').id.slice(3)))
  }

  /// The bars of a chart: label and number.
  bars(id) {
    return this.frame(id).locator('.shares li').evaluateAll((bars) => bars.map((bar) => [bar.querySelector('.name').textContent, Number(bar.querySelector('.count').textContent)]))
  }

  frames(id) {
    return this.embed(id).locator('iframe').count()
  }
}

/// A test with somebody's page. Whatever happened, it asked no other host and met no error.
export const test = base.extend({
  host: async ({ page }, use, info) => {
    const host = new Page(page)
    await use(host)
    const known = [new URL(HOST).host, new URL(SITE).host]
    expect([...host.hosts].filter((name) => !known.includes(name)), 'requests to other hosts').toEqual([])
    if (!info.tags.includes('@broken')) expect(host.errors, 'errors on the console').toEqual([])
  },
})
export { expect, SITE }
