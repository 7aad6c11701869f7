// The engine as others use it: a page of their own, the module from the site, no interface.
import { readFileSync } from 'node:fs'
import { test, expect } from '../explorer.mjs'

const EXAMPLE = readFileSync(new URL('../../../docs/engine-example.html', import.meta.url), 'utf8')
const LINKS = ['', 'domain=finance', 'behaviour.all=crash,omission', 'objective.not=malicious', 'q=bank', 'q=software&domain=transportation,finance', 'from=2000&to=2014', 'date=occurred&year=1996', 'cps=TRUE&sort=date.asc']

/// Opens the example as if it lay beside the site.
async function openExample(page, search = '') {
  await page.route('**/engine-example.html*', (route) => route.fulfill({ body: EXAMPLE, contentType: 'text/html' }))
  await page.goto(`./engine-example.html${search}`)
}

/// What a function gives that runs in the page with the module's `load`.
const withModule = (page, ask, ...words) =>
  page.evaluate(`import('./engine/failscope-engine.js').then(({ load }) => (${ask})(load, ...${JSON.stringify(words)}))`)

test('the example shows what the explorer shows', async ({ explorer, page }) => {
  for (const link of LINKS) {
    await explorer.arrive(`?${link}`)
    const [selected, all] = await explorer.totals()
    const listed = await explorer.listed()
    await openExample(page, `?${link}`)
    await expect(page.getByRole('status')).toHaveText(new RegExp(`^${selected} of ${all} incidents`))
    const titles = await page.locator('#hits li').allTextContents()
    expect(titles.map((title) => title.match(/\(([^()]*)\)$/)[1])).toEqual(listed.slice(0, 10))
  }
})

test('every form of an answer says the same', async ({ page }) => {
  await openExample(page)
  for (const link of LINKS) {
    const [answer, found, bins, bars, counts, few] = await withModule(page, async (load, link) => {
      const failures = await (await load('bundle.json')).prepare(link)
      const { total, counts, dict, hits } = failures.counts(link, { limit: 5 })
      const facets = Object.fromEntries(Object.entries(dict).map(([facet, values]) => [facet, Object.fromEntries(values.map((value, place) => [value, counts[facet][place]]))]))
      return [failures.answer(`?${link}`), failures.search(link, { limit: 5 }), failures.histogram(link), { counts: Array.from(failures.bars(link).counts) }, { total, facets, ids: Array.from(hits, (hit) => failures.ids[hit]) }, Array.from(failures.counts(link, { facets: ['labels', 'domain'] }).counts.domain)]
    }, link)
    expect(answer.total).toBe(answer.ids.length)
    expect(counts).toEqual({ total: answer.total, facets: answer.facets, ids: answer.ids.slice(0, 5) })
    expect(bins).toEqual(answer.histogram)
    expect(bars.counts).toEqual(bins.map(({ count }) => count))
    expect(few).toEqual(Object.values(answer.facets.domain))
    expect(found.hits.map((hit) => hit.id)).toEqual(answer.ids.slice(0, 5))
  }
})

test('a bundle comes as an address, bytes, a file or an object', async ({ page }) => {
  await openExample(page)
  const sizes = await withModule(page, async (load) => {
    const bytes = await (await fetch('bundle.json')).arrayBuffer()
    const sources = ['bundle.json', new URL('bundle.json', document.baseURI), bytes, new Uint8Array(bytes), new Blob([bytes]), await fetch('bundle.json'), JSON.parse(new TextDecoder().decode(bytes))]
    return Promise.all(sources.map(async (source) => (await load(source)).size))
  })
  expect(new Set(sizes).size).toBe(1)
  expect(sizes[0]).toBeGreaterThan(0)
})

test('what is no bundle is refused with a sentence', { tag: '@broken' }, async ({ explorer, page }) => {
  await openExample(page)
  const refusals = await withModule(page, async (load) => {
    const text = await (await fetch('bundle.json')).text()
    const bytes = (text) => new TextEncoder().encode(text)
    const sources = [bytes(text.slice(0, -40)), bytes(text.replace('Failures', 'Xailures')), bytes('{"hello":1}'), { failscope: 99 }, 'nowhere.json', 7]
    return Promise.all(sources.map((source) => load(source).then(() => 'loaded', (error) => error.message)))
  })
  for (const [at, words] of ['damaged or cut off', 'changed after it was built', 'no Failscope bundle', 'format 99', 'answered 404', 'load needs'].entries()) expect(refusals[at]).toContain(words)

  await explorer.withBundle('{"failscope":1,"content":', {})
  await openExample(page)
  await expect(page.getByRole('status')).toContainText('could not be loaded: the data is damaged')
})

test('what a query asks for and the collection does not have is a notice', async ({ page }) => {
  await openExample(page, '?colour=red')
  await expect(page.getByRole('status')).toContainText('no filter called colour')
  expect(await withModule(page, async (load) => (await load('bundle.json')).counts('colour=red').notices)).toHaveLength(1)
})
