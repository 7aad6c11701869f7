// The page object of the smoke path for Firefox, driven over WebDriver BiDi: the verbs of explorer.mjs that the
// path needs, by the same test ids. Playwright runs the tests; the Firefox that it drives is a patched one that
// it would download, so puppeteer-core drives the system's.
import { test as base, expect } from '@playwright/test'
import { existsSync } from 'node:fs'
import puppeteer from 'puppeteer-core'

export const FIREFOX = [process.env.FIREFOX, '/usr/bin/firefox-esr'].find((path) => path && existsSync(path))

const id = (name) => `[data-testid="${name}"]`
const number = (text) => Number(text.replaceAll(',', ''))

class Visitor {
  constructor(page, home) {
    this.page = page
    this.home = home
    this.errors = []
    this.hosts = new Set()
    page.on('pageerror', (error) => this.errors.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && this.errors.push(message.text()))
    page.on('request', (request) => request.url().startsWith('http') && this.hosts.add(new URL(request.url()).host))
  }

  async #text(selector) {
    return this.page.$eval(selector, (element) => element.textContent)
  }

  /// Waits for an element, scrolls to it and clicks in its middle as a mouse would.
  async #click(selector) {
    await this.page.locator(selector).click()
  }

  async arrive(search = '') {
    // What lies behind another page draws seldom.
    await this.page.bringToFront()
    await this.page.goto(new URL(search || '.', this.home).href)
    // The first screen of the page stands before the program's.
    await this.page.waitForSelector(`#app ${id('total')}`, { timeout: 20_000 })
    // The first picture is brief: the whole one follows when that has been painted.
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => setTimeout(done))))))
  }

  async seesNoPartialAnswer() {
    await expect.poll(() => this.page.$$eval(id('partial'), (partial) => partial.length)).toBe(0)
  }

  async totals() {
    await this.seesNoPartialAnswer()
    const numbers = (await this.#text(id('total'))).replaceAll(',', '').match(/\d+/g).map(Number)
    return [numbers[0], numbers.at(-1)]
  }

  async seesTotal(count) {
    await expect.poll(() => this.#text(id('total'))).toMatch(new RegExp(`^${count} `))
  }

  async unfold(facet) {
    const panel = id(`facet-${facet}`)
    const details = await this.page.waitForSelector(panel)
    if (!(await details.evaluate((details) => details.open))) await this.#click(`${panel} summary`)
    await this.page.waitForSelector(`${panel} li.value`, { visible: true })
  }

  async counts(facet) {
    await this.unfold(facet)
    await this.follows()
    const rows = await this.page.$$eval(`${id(`facet-${facet}`)} li.value`, (rows) =>
      rows.map((row) => [row.querySelector('input').dataset.testid.split('=')[1], row.querySelector('.count').textContent]))
    return Object.fromEntries(rows.map(([value, count]) => [value, number(count)]))
  }

  async choose(facet, value) {
    await this.unfold(facet)
    await this.#click(id(`${facet}=${value}`))
  }

  /// Key by key, as typing is what reaches the page's own handlers.
  async search(text) {
    await this.page.type(id('search'), text)
  }

  async sortBy(order) {
    await this.page.select(id('sort'), order)
  }

  async listed() {
    await this.seesNoPartialAnswer()
    await this.follows()
    return this.page.$$eval(id('row'), (rows) => rows.map((row) => row.querySelector('[id^="to-"]').id.slice(3)))
  }

  async seesRow(incident) {
    await this.page.waitForSelector(`[id="to-${incident}"]`, { visible: true })
  }

  async bars() {
    await this.follows()
    const bars = await this.page.$$eval(`${id('timeline')} button.column`, (bars) => bars.map((bar) => [bar.dataset.bin, bar.getAttribute('aria-label')]))
    return bars.map(([bin, label]) => [bin, number(label.match(/: ([\d,]+)/)[1])])
  }

  async open(incident) {
    await this.#click(`[id="to-${incident}"]`)
    await this.page.waitForSelector(id('incident'), { visible: true })
  }

  async seesIncident(title) {
    await expect.poll(() => this.#text(`${id('incident')} h1`)).toMatch(title)
  }

  async seesWholeIncident() {
    await this.page.waitForSelector(`${id('incident')} h2`, { visible: true })
  }

  async sections() {
    return this.page.$$eval(`${id('incident')} h2`, (headings) => headings.map((heading) => heading.textContent))
  }

  /// Within one document there is no load to wait for.
  async goBack() {
    await this.follows()
    await this.page.evaluate(() => history.back())
  }

  async seesList() {
    await this.page.waitForSelector(id('list'), { visible: true })
  }

  /// Waits until what is out of sight and the address bar have followed what was done: two frames.
  async follows() {
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))))
  }

  async address() {
    await this.follows()
    return new URL(this.page.url()).search
  }
}

/// A visitor in a profile of its own, who must meet no error and no other host.
async function visitor({ firefox, baseURL }, use) {
  const context = await firefox.createBrowserContext()
  const visitor = new Visitor(await context.newPage(), baseURL)
  await use(visitor)
  await context.close()
  expect([...visitor.hosts].filter((host) => host !== new URL(baseURL).host), 'requests to other hosts').toEqual([])
  expect(visitor.errors, 'errors on the console').toEqual([])
}

/// The same names as in explorer.mjs.
export const test = base.extend({
  firefox: [async ({}, use) => {
    // As wide as Playwright's: a narrow page folds its filters away.
    const firefox = await puppeteer.launch({ browser: 'firefox', executablePath: FIREFOX, headless: true, defaultViewport: { width: 1280, height: 720 } })
    await use(firefox)
    await firefox.close()
  }, { scope: 'worker', timeout: 60_000 }],
  explorer: visitor,
  another: async ({ firefox, baseURL }, use) => visitor({ firefox, baseURL }, use),
})
