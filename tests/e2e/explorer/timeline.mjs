// Verbs of the page object: the chart over time: its bars, what divides them, its dates and its table.
export const Timeline = (Page) => class extends Page {
  async bars() {
    await this.follows()
    return this.id('timeline').locator('button.column').evaluateAll((bars) =>
      bars.map((bar) => [bar.dataset.bin, Number(bar.getAttribute('aria-label').match(/: ([\d,]+)/)[1].replaceAll(',', ''))]))
  }

  /// Presses the bar at a place with the keyboard.
  async pressBar(place) {
    const bar = this.id('timeline').locator('button.column').nth(place)
    await bar.press('Enter')
    await this.follows()
    return bar.getAttribute('aria-label')
  }

  /// Goes to the bars with Tab, from what is before them.
  async comeToBars() {
    await this.id('stack').focus()
    await this.page.keyboard.press('Tab')
  }

  /// The place of the bar that has the focus; -1 where none has.
  barInFocus() {
    return this.id('timeline').locator('button.column').evaluateAll((bars) => bars.indexOf(document.activeElement))
  }

  /// The bins whose bars lie under no veil: those within the range.
  async clearBars() {
    await this.follows()
    return this.id('timeline').locator('.plot').evaluate((plot) => {
      const veils = [...plot.querySelectorAll('.veil')].map((veil) => veil.getBoundingClientRect())
      const middle = (bar) => { const { left, right } = bar.getBoundingClientRect(); return (left + right) / 2 }
      const isClear = (bar) => veils.every(({ left, right }) => middle(bar) < left || middle(bar) > right)
      return [...plot.querySelectorAll('button.column')].filter(isClear).map((bar) => bar.dataset.bin)
    })
  }

  /// Drags over the chart with the mouse, from the middle of one bar to that of another.
  async drag(from, to) {
    const brush = this.id('brush')
    await brush.scrollIntoViewIfNeeded()
    const box = await brush.boundingBox()
    const bars = await this.id('timeline').locator('button.column').count()
    const at = (place) => box.x + (box.width * (place + 0.5)) / bars
    const middle = box.y + box.height / 2
    await this.page.mouse.move(at(from), middle)
    await this.page.mouse.down()
    await this.page.mouse.move(at((from + to) / 2), middle)
    await this.page.mouse.move(at(to), middle)
    await this.page.mouse.up()
  }

  async dates(from, to) {
    for (const [id, text] of [['from', from], ['to', to]]) {
      await this.id(id).fill(text)
      await this.id(id).press('Enter')
      await this.id(id).blur()
    }
  }

  async dateBy(basis) {
    await this.id('basis').selectOption(basis)
  }

  async divideBy(category) {
    await this.id('stack').selectOption(category)
  }

  async showShares() {
    await this.id('share').click()
  }

  /// Leaves those out of the shares of whom nothing is known, or counts them again.
  async leaveUnknownOut() {
    await this.id('known').click()
  }

  /// What the chart says of those that its shares leave out.
  leftOut() {
    return this.id('left-out')
  }

  async zoomIn() {
    await this.id('zoom-in').click()
  }

  async zoomOut() {
    await this.id('zoom-out').click()
  }

  /// The rows of the chart's table: their texts, cell by cell.
  async numbers() {
    const table = this.id('numbers')
    if (!(await table.evaluate((details) => details.open))) await table.locator('summary').click()
    return table.locator('tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)))
  }
}
