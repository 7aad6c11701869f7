// Verbs of the page object: what is read: an incident and its cards, incidents side by side, the codebook.
import { expect } from '@playwright/test'

export const Reading = (Page) => class extends Page {
  get incident() {
    return this.id('incident')
  }

  card(category) {
    return this.id(`card-${category}`)
  }

  /// How common the values of a category are, as its card says it.
  async common(category) {
    return this.card(category).locator('.share').allTextContents()
  }

  /// The same over the cards of the incident that is open.
  async leaveUnknownOutOfCards() {
    await this.incident.locator('#shares').click()
  }

  /// The links of the labels of the incident that is open, without their question marks.
  async labelLinks() {
    return this.incident.locator('a.option').evaluateAll((links) => links.map((link) => link.getAttribute('href').slice(1)))
  }

  /// The headings of the parts of the incident that is open.
  async sections() {
    return this.id('incident').getByRole('heading', { level: 2 }).allTextContents()
  }

  async seesIncident(title) {
    await expect(this.id('incident').getByRole('heading', { level: 1 })).toHaveText(title)
  }

  async seesWholeIncident() {
    await expect(this.id('incident').getByRole('heading', { level: 2 }).first()).toBeVisible()
  }

  /// A citation as a reader without a mouse meets it: what is shown of its source.
  async sourceOf(chip) {
    await chip.focus()
    return chip.evaluate((chip) => getComputedStyle(chip, '::after').content)
  }

  /// Copies a citation in a format, or, by another name, the incident in another form.
  async copies(name) {
    const button = this.id('incident').getByRole('button', { name: `Copy ${name}`, exact: true })
    const folded = this.id('incident').locator('.take details').filter({ has: this.page.getByRole('button', { name: `Copy ${name}`, exact: true, includeHidden: true }) })
    if ((await folded.count()) && !(await folded.evaluate((details) => details.open))) await folded.locator('summary').click()
    await button.click()
  }

  /// The incidents that stand side by side, by their titles.
  async compared() {
    return this.id('compared').locator('thead th a').allTextContents()
  }

  /// What each incident of a comparison says of a category, and whether they differ.
  async comparison(category) {
    const row = this.id(`compare-${category}`)
    return [await row.locator('td').allTextContents(), (await row.locator('th').textContent()).includes('differs')]
  }

  get codebook() {
    return this.id('codebook')
  }
}
