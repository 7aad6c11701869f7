// A6: the interface in another language: chosen, remembered, linked to, and by its own rules.
import { test, expect } from '../explorer.mjs'

const document_ = (page) => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])

test('A6 a language is chosen, spoken at once and remembered', async ({ explorer, page }) => {
  await explorer.arrive('?domain=finance')
  const [some, all] = await explorer.totals()
  await explorer.speak('de')
  await explorer.seesTotal(`${some} von ${all}`)
  expect(await document_(page)).toEqual(['de', 'ltr'])
  expect(explorer.address(), 'a choice is the visitor’s and not the link’s').toBe('?domain=finance')
  await page.reload()
  await explorer.seesTotal(`${some} von ${all}`)
  await explorer.speak('en')
  await explorer.seesTotal(`${some} of ${all}`)
})

test('A6 a link can ask for a language, and keeps asking', async ({ explorer, page }) => {
  await explorer.arrive('?lang=de&objective=malicious')
  await expect(explorer.chips().first()).toHaveAccessibleName(/^Filter entfernen: /)
  await explorer.open((await explorer.listed())[0])
  expect(explorer.address()).toContain('lang=de')
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

test.describe('a browser that reads German', () => {
  test.use({ locale: 'de-AT' })
  test('A6 gets German, and dates as German writes them', async ({ explorer, page }) => {
    await explorer.arrive('?q=therac')
    expect(await document_(page)).toEqual(['de', 'ltr'])
    await expect(explorer.row('therac-25')).toContainText(/Juni 1985/)
  })
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
