// A2 A3: whatever a key takes away, the focus is somewhere, in sight, and where one goes on from.
import { test, expect } from '../explorer.mjs'

test('A3 more results: on to the first of them', async ({ explorer }) => {
  await explorer.arrive()
  const before = await explorer.listed()
  await explorer.press(explorer.id('more'))
  await expect.poll(async () => (await explorer.listed()).length).toBeGreaterThan(before.length)
  await explorer.isAt(explorer.row((await explorer.listed())[before.length]).getByRole('link'))
})

test('A3 more values of a panel: on to the first of them, and back to what shows more', async ({ explorer }) => {
  await explorer.arrive()
  await explorer.unfold('organization')
  const before = await explorer.listing('organization')
  await explorer.press(explorer.listsMore('organization', true))
  await expect.poll(async () => (await explorer.listing('organization')).length).toBeGreaterThan(before.length)
  const next = (await explorer.listing('organization')).find((value) => !before.includes(value))
  await explorer.isAt(explorer.value('organization', next))
  await explorer.press(explorer.listsMore('organization', false))
  await explorer.isAt(explorer.listsMore('organization', true))
})

test('A3 a filter turned round: still on it', async ({ explorer }) => {
  await explorer.arrive('?domain=finance')
  for (const address of ['?domain.not=finance', '?domain=finance']) {
    await explorer.press(explorer.turn)
    await explorer.isAt(explorer.turn)
    await expect.poll(() => explorer.address()).toBe(address)
  }
})

test('A2 a panel cleared: still there', async ({ explorer }) => {
  await explorer.arrive('?domain=finance')
  const clear = explorer.id('facet-domain').getByRole('button', { name: 'Clear', exact: true })
  for (let times = 0; times < 2; times++) {
    await explorer.press(clear)
    await explorer.isAt(clear)
    await expect(clear).toBeDisabled()
    await expect.poll(() => explorer.address()).toBe('')
  }
})

for (const [name, search, what] of [
  ['the last filter removed', '?domain=finance', (explorer) => explorer.chips().first()],
  ['all filters cleared', '?domain=finance&behaviour=crash', (explorer) => explorer.id('clear')],
  ['what leaves nothing, without one of it', '?q=zzzz', (explorer) => explorer.button(/^Without/)],
  ['a notice put away', '?colour=red', (explorer) => explorer.putsAway('notice')],
  ['the welcome put away', '', (explorer) => explorer.button('Understood')],
]) {
  test(`A3 ${name}: on to how many there are`, async ({ explorer }) => {
    await explorer.arrive(search)
    await explorer.press(what(explorer))
    await explorer.isAt(explorer.heading)
  })
}

test('A3 what was done put away, a view forgotten, another language: on from there', async ({ explorer, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await explorer.arrive()
  await explorer.press(explorer.id('copy-link'))
  await explorer.press(explorer.putsAway('toast'))
  await explorer.isAt(explorer.id('copy-link'))
  await explorer.press(await explorer.savesView('Mine'))
  await explorer.isAt(explorer.viewName)
  await explorer.language.focus()
  await page.keyboard.press('ArrowDown')
  await expect(explorer.heading).toHaveText('165 Vorfälle')
  await explorer.isAt(explorer.language)
})

test('A3 back and forward: on what is read, or on the row that was left', async ({ explorer, page }) => {
  await explorer.arrive()
  const row = explorer.row((await explorer.listed())[2]).getByRole('link')
  await explorer.press(row)
  await explorer.isAt(explorer.reading)
  await page.goBack()
  await explorer.isAt(row)
  await page.goForward()
  await explorer.isAt(explorer.reading)
  await page.goBack()
  await explorer.press(explorer.id('view-codebook'))
  await explorer.isAt(explorer.reading)
  await page.goBack()
  await explorer.isAt(explorer.heading)
  await page.goForward()
  await explorer.isAt(explorer.reading)
})

test('A3 a place on the page: there', async ({ explorer }) => {
  await explorer.arrive('?open=therac-25')
  await explorer.seesWholeIncident()
  const [way, place] = await explorer.placeOnPage('Sources')
  await explorer.press(way)
  await explorer.isAt(place)
})
