// The page object: what a visitor does and sees, in verbs. Specs never name a selector.
import { test as base, expect } from '@playwright/test'

export class Explorer {
  constructor(page) {
    this.page = page
    this.errors = []
    this.hosts = new Set()
    page.on('pageerror', (error) => this.errors.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && this.errors.push(message.text()))
    page.on('request', (request) => request.url().startsWith('http') && this.hosts.add(new URL(request.url()).host))
  }

  #id = (id) => this.page.getByTestId(id)

  async visit(search = '') {
    await this.page.goto(`./${search}`)
  }

  async arrive(search = '') {
    await this.visit(search)
    await this.isReady()
  }

  async isReady() {
    const read = this.#id('incident').or(this.#id('compared')).or(this.#id('codebook')).or(this.page.locator('main#page'))
    await expect(this.#id('total').or(read).first()).toBeAttached({ timeout: 20_000 })
  }

  /// [selected, all] as the line of totals says of the whole answer.
  async totals() {
    await this.seesNoPartialAnswer()
    const numbers = (await this.#id('total').textContent()).replaceAll(',', '').match(/\d+/g).map(Number)
    return [numbers[0], numbers.at(-1)]
  }

  async seesTotal(count) {
    await expect(this.#id('total')).toHaveText(new RegExp(`^${count} `))
  }

  async unfold(facet) {
    const panel = this.#id(`facet-${facet}`)
    if (!(await panel.evaluate((details) => details.open))) await panel.locator('summary').click()
    // A folded panel has no values until it is opened.
    await expect(panel.locator('li.value').first()).toBeVisible()
  }

  value(facet, value) {
    return this.#id(`${facet}=${value}`)
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

  async askForAll(facet) {
    await this.#id(`facet-${facet}`).getByRole('button', { name: 'all', exact: true }).click()
  }

  /// The number beside a value.
  async count(facet, value) {
    const row = this.page.locator('li.value').filter({ has: this.value(facet, value) })
    return Number((await row.locator('.count').textContent()).replaceAll(',', ''))
  }

  /// Every value of a facet with its number.
  async counts(facet) {
    await this.unfold(facet)
    return this.#id(`facet-${facet}`).locator('li.value').evaluateAll((rows) =>
      Object.fromEntries(rows.map((row) => [row.querySelector('input').dataset.testid.split('=')[1], Number(row.querySelector('.count').textContent.replaceAll(',', ''))])))
  }

  /// How the values of a panel are listed: their ids in order.
  async listing(facet) {
    await this.unfold(facet)
    return this.#id(`facet-${facet}`).locator('li.value input').evaluateAll((boxes) => boxes.map((box) => box.dataset.testid.split('=')[1]))
  }

  async listBy(facet, order) {
    await this.#id(`facet-${facet}`).getByRole('combobox').selectOption({ label: order })
  }

  async findIn(facet, text) {
    await this.unfold(facet)
    await this.#id(`facet-${facet}`).getByRole('searchbox').fill(text)
  }

  async moreOf(facet) {
    await this.#id(`facet-${facet}`).getByRole('button', { name: /^Show more/ }).click()
  }

  async explain(facet) {
    await this.#id(`facet-${facet}`).getByRole('button', { name: 'meanings' }).click()
  }

  meaning(facet, value) {
    return this.page.locator('li.value').filter({ has: this.value(facet, value) }).locator('.meaning')
  }

  suggestions() {
    return this.#id('suggestions').getByRole('option')
  }

  async search(text) {
    await this.#id('search').fill(text)
  }

  async searchedText() {
    return this.#id('search').inputValue()
  }

  async dates(from, to) {
    for (const [id, text] of [['from', from], ['to', to]]) {
      await this.#id(id).fill(text)
      await this.#id(id).press('Enter')
      await this.#id(id).blur()
    }
  }

  /// Presses the bar at a place with the keyboard.
  async pressBar(place) {
    const bar = this.#id('timeline').locator('button.column').nth(place)
    await bar.press('Enter')
    return bar.getAttribute('aria-label')
  }

  /// Drags over the chart with the mouse, from the middle of one bar to that of another.
  async drag(from, to) {
    const brush = this.#id('brush')
    await brush.scrollIntoViewIfNeeded()
    const box = await brush.boundingBox()
    const bars = await this.#id('timeline').locator('button.column').count()
    const at = (place) => box.x + (box.width * (place + 0.5)) / bars
    const middle = box.y + box.height / 2
    await this.page.mouse.move(at(from), middle)
    await this.page.mouse.down()
    await this.page.mouse.move(at((from + to) / 2), middle)
    await this.page.mouse.move(at(to), middle)
    await this.page.mouse.up()
  }

  async divideBy(category) {
    await this.#id('stack').selectOption(category)
  }

  async showShares() {
    await this.#id('share').click()
  }

  async zoomIn() {
    await this.#id('zoom-in').click()
  }

  async zoomOut() {
    await this.#id('zoom-out').click()
  }

  /// The rows of the chart's table: their texts, cell by cell.
  async numbers() {
    const table = this.#id('numbers')
    if (!(await table.evaluate((details) => details.open))) await table.locator('summary').click()
    return table.locator('tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)))
  }

  async showAs(view) {
    await this.#id(`view-${view}`).click()
    await expect(this.#id(`view-${view}`)).toHaveAttribute('aria-current', 'page')
  }

  async sortByColumn(name) {
    await this.#id('table').getByRole('button', { name }).click()
  }

  async toggleColumn(category) {
    const columns = this.page.locator('details.columns')
    if (!(await columns.evaluate((details) => details.open))) await columns.locator('summary').click()
    await this.#id(`column-${category}`).click()
  }

  async columns() {
    return this.#id('table').getByRole('columnheader').allTextContents()
  }

  async bars() {
    return this.#id('timeline').locator('button.column').evaluateAll((bars) =>
      bars.map((bar) => [bar.dataset.bin, Number(bar.getAttribute('aria-label').match(/: ([\d,]+)/)[1].replaceAll(',', ''))]))
  }

  async sortBy(order) {
    await this.#id('sort').selectOption(order)
  }

  async dateBy(basis) {
    await this.#id('basis').selectOption(basis)
  }

  async listed() {
    await this.seesNoPartialAnswer()
    return this.#id('row').evaluateAll((rows) => rows.map((row) => row.dataset.id))
  }

  /// Reveals every result.
  async showsAll() {
    while (await this.#id('more').isVisible()) await this.#id('more').click()
  }

  row(id) {
    return this.page.locator(`[data-testid="row"][data-id="${id}"]`)
  }

  async seesRow(id) {
    await expect(this.row(id)).toBeVisible()
  }

  async open(id) {
    await this.row(id).getByRole('link').click()
    await expect(this.#id('incident')).toBeVisible()
  }

  async backToList() {
    await this.#id('back').click()
    await expect(this.#id('list')).toBeVisible()
  }

  async seesIncident(title) {
    await expect(this.#id('incident').getByRole('heading', { level: 1 })).toHaveText(title)
  }

  async seesList() {
    await expect(this.#id('list')).toBeVisible()
  }

  /// A citation as a reader without a mouse meets it: what is shown of its source.
  async sourceOf(chip) {
    await chip.focus()
    return chip.evaluate((chip) => getComputedStyle(chip, '::after').content)
  }

  /// Copies a citation in a format, or, by another name, the incident in another form.
  async copies(name) {
    const button = this.#id('incident').getByRole('button', { name: `Copy ${name}`, exact: true })
    const folded = this.#id('incident').locator('.take details').filter({ has: this.page.getByRole('button', { name: `Copy ${name}`, exact: true, includeHidden: true }) })
    if ((await folded.count()) && !(await folded.evaluate((details) => details.open))) await folded.locator('summary').click()
    await button.click()
  }

  /// The incidents that stand side by side, by their titles.
  async compared() {
    return this.#id('compared').locator('thead th a').allTextContents()
  }

  /// What each incident of a comparison says of a category, and whether they differ.
  async comparison(category) {
    const row = this.#id(`compare-${category}`)
    return [await row.locator('td').allTextContents(), (await row.locator('th').textContent()).includes('differs')]
  }

  get codebook() {
    return this.#id('codebook')
  }

  /// The texts of the lines of the table.
  async rows() {
    await this.seesNoPartialAnswer()
    return this.#id('table').locator('tbody tr').allTextContents()
  }

  /// The links of the labels of the incident that is open, without their question marks.
  async labelLinks() {
    return this.incident.locator('a.option').evaluateAll((links) => links.map((link) => link.getAttribute('href').slice(1)))
  }

  card(category) {
    return this.#id(`card-${category}`)
  }

  get incident() {
    return this.#id('incident')
  }

  async speak(language) {
    await this.#id('language').selectOption(language)
  }

  async copyLink() {
    await this.#id('copy-link').click()
  }

  async seesToast(text) {
    await expect(this.#id('toast')).toContainText(text)
  }

  async dismissToast() {
    await this.#id('toast').getByRole('button').click()
    await expect(this.#id('toast').getByRole('button')).toHaveCount(0)
  }

  async invert(place) {
    await this.page.locator('.chip').nth(place).getByRole('button', { name: /^Turn round/ }).click()
  }

  async only(facet, value) {
    await this.unfold(facet)
    const row = this.page.locator('li.value').filter({ has: this.value(facet, value) })
    await row.hover()
    await row.getByRole('button', { name: /^only / }).click()
  }

  chips() {
    return this.#id('chip')
  }

  async clear() {
    await this.#id('clear').click()
  }

  async seesNotice(text) {
    await expect(this.#id('notice')).toContainText(text)
  }

  async dismissNotice() {
    await this.#id('notice').getByRole('button').click()
    await expect(this.#id('notice')).toHaveCount(0)
  }

  async seesFailure(text) {
    await expect(this.#id('failed')).toContainText(text, { timeout: 20_000 })
  }

  async retry() {
    await this.#id('failed').getByRole('button', { name: 'Try again' }).click()
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

  /// The rows show titles, not only ids.
  async seesTitles() {
    const row = this.#id('row').first()
    await expect(row.getByRole('link')).not.toHaveText(await row.getAttribute('data-id'))
  }

  async seesSome() {
    await expect(this.#id('row').first()).toBeVisible()
  }

  async seesWholeIncident() {
    await expect(this.#id('incident').getByRole('heading', { level: 2 }).first()).toBeVisible()
  }

  /// The headings of the parts of the incident that is open.
  async sections() {
    return this.#id('incident').getByRole('heading', { level: 2 }).allTextContents()
  }

  async goBack() {
    await this.page.goBack()
  }

  async seesPartialAnswer() {
    await expect(this.#id('partial')).toBeVisible()
  }

  async seesNoPartialAnswer() {
    await expect(this.#id('partial')).toHaveCount(0)
  }

  async seesPartFailure(text) {
    await expect(this.#id('failures')).toContainText(text)
  }

  async seesNoPartFailure() {
    await expect(this.#id('failures')).toHaveCount(0)
  }

  async retryPart() {
    await this.#id('failures').getByRole('button', { name: 'Try again' }).click()
  }

  async seesNothingWithAdvice() {
    await expect(this.#id('nothing')).toBeVisible()
    return this.#id('nothing').getByRole('listitem').allTextContents()
  }

  address() {
    return new URL(this.page.url()).search
  }

  /// Serves another bundle in place of the site's.
  async withBundle(body, options = {}) {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    await this.page.route('**/bundle.json', (route) => route.fulfill({ body: text, contentType: 'application/json', ...options }))
  }
}

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
