// Verbs of the page object: the selection as a list, a table or along time, and how much it is.
import { expect } from '@playwright/test'

export const Results = (Page) => class extends Page {
  /// [selected, all] as the line of totals says of the whole answer.
  async totals() {
    await this.seesNoPartialAnswer()
    const numbers = (await this.id('total').textContent()).replaceAll(',', '').match(/\d+/g).map(Number)
    return [numbers[0], numbers.at(-1)]
  }

  async seesTotal(count) {
    await expect(this.id('total')).toHaveText(new RegExp(`^${count} `))
  }

  async listed() {
    await this.seesNoPartialAnswer()
    await this.follows()
    return this.id('row').evaluateAll((rows) => rows.map((row) => row.querySelector('[id^="to-"]').id.slice(3)))
  }

  /// The texts of the lines of the table.
  async rows() {
    await this.seesNoPartialAnswer()
    return this.id('table').locator('tbody tr').allTextContents()
  }

  row(id) {
    return this.page.locator(`[data-testid="row"]:has([id="to-${id}"])`)
  }

  async seesRow(id) {
    await expect(this.row(id)).toBeVisible()
  }

  async seesList() {
    await expect(this.id('list')).toBeVisible()
  }

  async seesSome() {
    await expect(this.id('row').first()).toBeVisible()
  }

  /// The rows show titles, not only ids.
  async seesTitles() {
    const title = this.id('row').first().getByRole('link')
    await expect(title).not.toHaveText((await title.getAttribute('id')).slice('to-'.length))
  }

  /// Reveals every result.
  async showsAll() {
    while (await this.id('more').isVisible()) await this.id('more').click()
  }

  async sortBy(order) {
    await this.id('sort').selectOption(order)
  }

  async showAs(view) {
    await this.id(`view-${view}`).click()
    await expect(this.id(`view-${view}`)).toHaveAttribute('aria-current', 'page')
  }

  async sortByColumn(name) {
    await this.id('table').getByRole('button', { name }).click()
  }

  async toggleColumn(category) {
    const columns = this.page.locator('details.columns')
    if (!(await columns.evaluate((details) => details.open))) await columns.locator('summary').click()
    await this.id(`column-${category}`).click()
  }

  async columns() {
    return this.id('table').getByRole('columnheader').allTextContents()
  }

  /// How many pixels the rows are higher for what picks them for a comparison.
  async heightOfPicks() {
    return this.id('row').evaluateAll((rows) => {
      const height = () => rows.reduce((sum, row) => sum + row.getBoundingClientRect().height, 0)
      const before = height()
      for (const row of rows) row.querySelector('.pick').hidden = true
      return before - height()
    })
  }

  async open(id) {
    await this.row(id).getByRole('link').click()
    await expect(this.id('incident')).toBeVisible()
  }

  /// Presses the link of a row, whatever comes of it.
  async visitLink(id) {
    await this.row(id).getByRole('link').click()
  }

  async backToList() {
    await this.id('back').click()
    await expect(this.id('list')).toBeVisible()
  }

  async seesNothingWithAdvice() {
    await expect(this.id('nothing')).toBeVisible()
    return this.id('nothing').getByRole('listitem').allTextContents()
  }
}
