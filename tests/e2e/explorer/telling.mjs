// Verbs of the page object: what the page tells: notices, what failed and what has stopped, what is not whole yet.
import { expect } from '@playwright/test'

export const Telling = (Page) => class extends Page {
  async seesNotice(text) {
    await expect(this.id('notice')).toContainText(text)
  }

  async dismissNotice() {
    await this.id('notice').getByRole('button').click()
    await expect(this.id('notice')).toHaveCount(0)
  }

  async copyLink() {
    await this.id('copy-link').click()
  }

  async seesToast(text) {
    await expect(this.id('toast')).toContainText(text)
  }

  async dismissToast() {
    await this.id('toast').getByRole('button').click()
    await expect(this.id('toast').getByRole('button')).toHaveCount(0)
  }

  async seesFailure(text) {
    await expect(this.id('failed')).toContainText(text, { timeout: 20_000 })
  }

  async retry() {
    await this.id('failed').getByRole('button', { name: 'Try again' }).click()
  }

  async seesStop(text) {
    await expect(this.id('stopped').first()).toContainText(text)
  }

  async seesNoStop() {
    await expect(this.id('stopped')).toHaveCount(0)
  }

  /// Takes the way on that is offered where something has stopped.
  async goOn() {
    await this.id('stopped').first().getByRole('button').click()
  }

  async seesPartialAnswer() {
    await expect(this.id('partial')).toBeVisible()
  }

  async seesNoPartialAnswer() {
    await expect(this.id('partial')).toHaveCount(0)
  }

  async seesPartFailure(text) {
    await expect(this.id('failures')).toContainText(text)
  }

  async seesNoPartFailure() {
    await expect(this.id('failures')).toHaveCount(0)
  }

  async retryPart() {
    await this.id('failures').getByRole('button', { name: 'Try again' }).click()
  }
}
