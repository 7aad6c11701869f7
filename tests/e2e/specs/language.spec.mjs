// A6: the interface in another language: chosen, remembered, linked to, and by its own rules.
import { test, expect } from '../explorer.mjs'

const document_ = (page) => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])

test('A6 a language is chosen, spoken at once and remembered', async ({ explorer, page }) => {
  await explorer.arrive('?domain=finance')
  const [some, all] = await explorer.totals()
  await explorer.speak('de')
  await explorer.seesTotal(`${some} von ${all}`)
  expect(await document_(page)).toEqual(['de', 'ltr'])
  await expect.poll(() => explorer.address(), 'a choice is the visitor’s and not the link’s').toBe('?domain=finance')
  await page.reload()
  await explorer.seesTotal(`${some} von ${all}`)
  await explorer.speak('en')
  await explorer.seesTotal(`${some} of ${all}`)
})

test('A6 a link can ask for a language, and keeps asking', async ({ explorer, page }) => {
  await explorer.arrive('?lang=de&objective=malicious')
  await expect(explorer.chips().first()).toHaveAccessibleName(/^Filter entfernen: /)
  await explorer.open((await explorer.listed())[0])
  await expect.poll(() => explorer.address()).toContain('lang=de')
  await expect(page.getByRole('heading', { name: 'Quellen', exact: true })).toBeVisible()
})

test('A6 a language without words is told, and the page goes on in English', async ({ explorer }) => {
  await explorer.arrive('?lang=tlh')
  await explorer.seesNotice('no words in the language tlh')
})

test('A6 words that do not arrive leave English', { tag: '@broken' }, async ({ explorer, page }) => {
  await page.route('**/words/de.txt', (route) => route.abort())
  await explorer.arrive('?lang=de')
  await explorer.seesNotice('no words in the language de')
})

test('A6 without scripts it is said in every language what is needed, and where the pages are', async ({ explorer, page }) => {
  await explorer.arrive()
  const said = await page.evaluate(() => {
    const inside = new DOMParser().parseFromString(document.querySelector('noscript').textContent, 'text/html')
    return [...inside.querySelectorAll('p')].map((said) => [said.lang || 'en', said.querySelector('a').getAttribute('href')])
  })
  const languages = await page.getByTestId('language').getByRole('option').evaluateAll((options) => options.map(({ value }) => value))
  expect(said).toEqual(languages.map((language) => [language, 'incident/']))
})

test.describe('a browser that reads German', () => {
  test.use({ locale: 'de-AT' })
  test('A6 gets German, and dates as German writes them', async ({ explorer, page }) => {
    await explorer.arrive('?q=therac')
    expect(await document_(page)).toEqual(['de', 'ltr'])
    await expect(explorer.row('therac-25')).toContainText(/Juni 1985/)
  })
})

test('A6 what goes wrong on the way is said in the language of the page', { tag: '@broken' }, async ({ explorer, page }) => {
  await page.route('**/bundle.json', (route) => route.abort())
  await explorer.visit('?lang=de')
  await explorer.seesFailure('bundle.json war nicht zu erreichen')
  await page.unroute('**/bundle.json')
  await page.route('**/parts/details-*', (route) => route.fulfill({ status: 404, body: '' }))
  await page.getByRole('button', { name: 'Noch einmal versuchen' }).click()
  await explorer.isReady()
  await explorer.open((await explorer.listed())[0])
  await explorer.seesPartFailure('der Server antwortete 404 auf parts/details')
})

test('A6 how data is damaged is said in the language of the page, to the name in it', { tag: '@broken' }, async ({ explorer, page }) => {
  const content = (fields) => ({ failscope: 1, content: { taxonomy: { title: 'T' }, ...fields } })
  for (const [bundle, said] of [
    [{ failscope: 99 }, 'die Daten haben das Format 99'],
    [content({}), 'es fehlt das Feld „incidents“, in Zeile 1, Spalte '],
    [content({ incidents: [{ id: '1', title: 'a' }, { id: '1', title: 'b' }] }), 'die Daten widersprechen sich: „1“ gibt es zweimal'],
    [content({ incidents: [{ id: '1', title: 'a', sources: [{ id: 's', url: 'javascript:alert(1)' }] }] }), '1: „javascript:alert(1)“ ist keine Webadresse'],
  ]) {
    await explorer.withBundle(bundle)
    await explorer.visit('?lang=de')
    await explorer.seesFailure(said)
    await page.unroute('**/bundle.json')
  }
})

test('no English word is left on a German page', async ({ explorer, page }) => {
  for (const search of ['', '?q=zzzz&lang=de', '?view=table&stack=objective', '?view=timeline', '?open=therac-25']) {
    await explorer.arrive(`?lang=de&${search.slice(1)}`)
    const words = await page.evaluate(() => {
      const own = document.querySelectorAll('button, .aside, summary, th, legend, .controls, .order, .skip, .views a, [aria-label], [placeholder]')
      return [...own].flatMap((element) => [element.textContent, element.getAttribute('aria-label') ?? '', element.getAttribute('placeholder') ?? '']).join(' ')
    })
    for (const word of ['Search', 'Show', 'Clear', 'Copy link', 'Sort by', 'incidents', 'Filters', 'Columns', 'As a table', 'Timeline', 'Divide', 'From', 'Previous:', 'Back to', 'Without', 'Theme'])
      expect(words.match(new RegExp(`\\b${word}\\b`)), `${word} in ${search}`).toBeNull()
  }
})
