// Verbs of the page object: what a visitor without a mouse does: presses what has the focus, and sees where it went.
import { expect } from '@playwright/test'

export const Keys = (Page) => class extends Page {
  /// Presses a key where something is.
  async press(what, key = 'Enter') {
    await what.focus()
    await this.page.keyboard.press(key)
  }

  /// The focus is there, and there it can be seen.
  async isAt(what) {
    await expect(what).toBeFocused()
    await expect(what).toBeInViewport()
  }

  /// What can be pressed, by the words on it, or by how they begin.
  button(name) {
    return this.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first()
  }

  /// How many there are.
  get heading() {
    return this.page.locator('#total')
  }

  /// The page that is read.
  get reading() {
    return this.page.locator('#reading')
  }

  get language() {
    return this.id('language')
  }

  /// The button that turns the only filter round.
  get turn() {
    return this.page.locator('.chip').getByRole('button', { name: /^Turn round/ })
  }

  /// What puts a message away: a notice, what was done.
  putsAway(what) {
    return this.id(what).getByRole('button')
  }

  /// Saves the view that is seen by keys alone, and gives what forgets it.
  async savesView(name) {
    await this.press(this.id('saved-views').locator('summary'))
    await this.viewName.fill(name)
    await this.page.keyboard.press('Enter')
    return this.page.getByRole('button', { name: `Forget ${name}` })
  }

  get viewName() {
    return this.page.getByLabel('Name of this view')
  }

  /// The way to a part of the page that is read, and that part.
  async placeOnPage(name) {
    const way = this.page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name, exact: true })
    return [way, this.page.locator(await way.getAttribute('href'))]
  }

  /// What shows more values of a panel, or fewer.
  listsMore(facet, more) {
    return this.id(`facet-${facet}`).getByRole('button', { name: more ? /^Show more/ : 'Show fewer' })
  }
}
