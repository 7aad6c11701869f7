// Verbs of the page object: the first screen that the page has itself, before the program is there.
import { expect } from '@playwright/test'

export const Coming = (Page) => class extends Page {
  /// Keeps the program back, until what this answers with is called.
  async keepsProgramBack() {
    let come
    const called = new Promise((done) => { come = done })
    await this.page.route('**/app-*.wasm', async (route) => {
      await called
      await route.continue()
    })
    return come
  }

  /// Comes while the program is kept back.
  async comesEarly(search = '') {
    await this.page.goto(`./${search}`, { waitUntil: 'commit' })
    await this.page.locator('#app').waitFor({ state: 'attached' })
  }

  /// Notes whether the list stands when the page has its first frame.
  async watchFirstFrame() {
    await this.page.addInitScript(() =>
      requestAnimationFrame(() => { window.stoodAtFirst = document.querySelector('[data-testid=list] li') !== null }))
  }

  async stoodAtFirst() {
    return this.page.evaluate(() => window.stoodAtFirst)
  }

  async hasFirstScreen() {
    return (await this.page.locator('#first').count()) > 0
  }

  /// Every element in sight that says something, with its place.
  async inSight() {
    return this.page.evaluate(() => {
      const root = document.querySelector('#first') ?? document.querySelector('#app')
      const own = (element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent).join('').trim()
      return [...root.querySelectorAll('*')].flatMap((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        const says = own(element)
        const seen = says && width && height && y < innerHeight && element.checkVisibility({ visibilityProperty: true })
        return seen ? [[says, ...[x, y, width, height].map(Math.round)].join(' ')] : []
      })
    })
  }

  async seesNoProgram() {
    await expect(this.page.getByRole('alert')).toContainText('could not be fetched')
    await expect(this.page.locator('#app progress')).toBeHidden()
  }

  async fetchesProgramAgain() {
    await this.page.getByRole('alert').getByRole('button', { name: 'Try again' }).click()
  }

  async waitsVisibly() {
    await expect(this.page.locator('#app progress')).toBeVisible()
  }

  async typesEarly(text) {
    await this.id('search').pressSequentially(text)
  }

  async ticksEarly(facet, value) {
    await this.id(`${facet}=${value}`).click()
  }

  async isTicked(facet, value) {
    return this.id(`${facet}=${value}`).isChecked()
  }
}
