// Verbs of the page object: the panels of values, the search, the chips: what is selected.
import { expect } from '@playwright/test'

export const Selecting = (Page) => class extends Page {
  async unfold(facet) {
    const panel = this.id(`facet-${facet}`)
    if (!(await panel.evaluate((details) => details.open))) await panel.locator('summary').click()
    // A folded panel has no values until it is opened.
    await expect(panel.locator('li.value').first()).toBeVisible()
  }

  async fold(facet) {
    const panel = this.id(`facet-${facet}`)
    if (await panel.evaluate((details) => details.open)) await panel.locator('summary').click()
    await expect(panel.locator('li.value')).toHaveCount(0)
  }

  /// Notes how much the page moves by itself, as layout shift is measured; before it is visited.
  async watchMoves() {
    await this.page.addInitScript(() => {
      window.moved = 0
      new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { window.moved += value })).observe({ type: 'layout-shift', buffered: true })
    })
  }

  async moved() {
    return this.page.evaluate(() => window.moved)
  }

  /// Which panels have another place in the page once everything was scrolled through.
  async movesOfPanels() {
    return this.page.evaluate(async () => {
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
      const places = () => [...document.querySelectorAll('details.facet')].map((panel) => [panel.dataset.testid, Math.round(panel.getBoundingClientRect().top + scrollY)].join(' '))
      // They are measured in the frames after they are drawn.
      for (let frames = 0; frames < 4; frames++) await frame()
      const before = places()
      for (const panel of document.querySelectorAll('details.facet')) {
        panel.scrollIntoView()
        await frame()
        await frame()
      }
      const after = places()
      scrollTo(0, 0)
      return after.filter((place, index) => place !== before[index])
    })
  }

  value(facet, value) {
    return this.id(`${facet}=${value}`)
  }

  async choose(facet, value) {
    await this.unfold(facet)
    await this.value(facet, value).click()
  }

  async exclude(facet, value) {
    await this.unfold(facet)
    const row = this.page.locator('li.value').filter({ has: this.value(facet, value) })
    await row.hover()
    await row.getByRole('button', { name: /^not / }).click()
  }

  async only(facet, value) {
    await this.unfold(facet)
    const row = this.page.locator('li.value').filter({ has: this.value(facet, value) })
    await row.hover()
    await row.getByRole('button', { name: /^only / }).click()
  }

  async askForAll(facet) {
    await this.id(`facet-${facet}`).getByRole('button', { name: 'all', exact: true }).click()
  }

  /// The number beside a value.
  async count(facet, value) {
    const row = this.page.locator('li.value').filter({ has: this.value(facet, value) })
    await this.follows()
    return Number((await row.locator('.count').textContent()).replaceAll(',', ''))
  }

  /// Every value of a facet with its number.
  async counts(facet) {
    await this.unfold(facet)
    await this.follows()
    return this.id(`facet-${facet}`).locator('li.value').evaluateAll((rows) =>
      Object.fromEntries(rows.map((row) => [row.querySelector('input').dataset.testid.split('=')[1], Number(row.querySelector('.count').textContent.replaceAll(',', ''))])))
  }

  /// How the values of a panel are listed: their ids in order.
  async listing(facet) {
    await this.unfold(facet)
    await this.follows()
    return this.id(`facet-${facet}`).locator('li.value input').evaluateAll((boxes) => boxes.map((box) => box.dataset.testid.split('=')[1]))
  }

  async listBy(facet, order) {
    await this.id(`facet-${facet}`).getByRole('combobox').selectOption({ label: order })
  }

  async findIn(facet, text) {
    await this.unfold(facet)
    await this.id(`facet-${facet}`).getByRole('searchbox').fill(text)
  }

  async moreOf(facet) {
    await this.id(`facet-${facet}`).getByRole('button', { name: /^Show more/ }).click()
  }

  async explain(facet) {
    await this.id(`facet-${facet}`).getByRole('button', { name: 'meanings' }).click()
  }

  meaning(facet, value) {
    return this.page.locator('li.value').filter({ has: this.value(facet, value) }).locator('.meaning')
  }

  /// Of the values in sight, those whose box, name, number and buttons lie over each other.
  async crowdedValues() {
    return this.page.locator('li.value').evaluateAll((rows) => rows.flatMap((row) => {
      const boxes = ['input', '.name', '.count', '.acts'].map((part) => {
        const range = document.createRange()
        const of = row.querySelector(part)
        range.selectNodeContents(of)
        return of.matches('input') ? of.getBoundingClientRect() : range.getBoundingClientRect()
      })
      const over = (one, other) => one.right > other.left + 0.5 && other.right > one.left + 0.5 && one.bottom > other.top && other.bottom > one.top
      const crowded = boxes.some((one, at) => boxes.slice(at + 1).some((other) => over(one, other)))
      return boxes[1].width && crowded ? [row.querySelector('.name').textContent] : []
    }))
  }

  suggestions() {
    return this.id('suggestions').getByRole('option')
  }

  async search(text) {
    await this.id('search').fill(text)
  }

  async searchedText() {
    return this.id('search').inputValue()
  }

  chips() {
    return this.id('chip')
  }

  async invert(place) {
    await this.page.locator('.chip').nth(place).getByRole('button', { name: /^Turn round/ }).click()
  }

  async clear() {
    await this.id('clear').click()
  }
}
