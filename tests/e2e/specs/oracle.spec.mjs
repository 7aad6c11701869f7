// The contract's tests of meaning, against an oracle that knows no engine: the incidents as the site
// publishes each of them, filtered and counted here one by one.
import { test, expect } from '../explorer.mjs'

const FACETS = ['behaviour', 'domain', 'consequence', 'perception', 'phase']

/// Chance that is the same in every run.
function chance(seed) {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state % below
  }
}

/// Each incident's values of each facet; where it has none, which kind of none.
async function published(page) {
  return page.evaluate(async (facets) => {
    const list = await (await fetch('incident/')).text()
    const ids = [...new DOMParser().parseFromString(list, 'text/html').querySelectorAll('main .incidents-list a')].map((link) => link.getAttribute('href').match(/([^/]+)\/$/)[1])
    const records = await Promise.all(ids.map(async (id) => (await fetch(`incident/${id}/incident.json`)).json()))
    const values = (choice) => (choice === undefined ? ['missing'] : Array.isArray(choice.chosen) ? choice.chosen : ['none'])
    return records.map(({ id, labels }) => ({ id, ...Object.fromEntries(facets.map((facet) => [facet, values(labels[facet]?.choice)])) }))
  }, FACETS)
}

/// Whether an incident passes what is asked of one facet.
const passes = (values, { any, all, none }) =>
  (any.length === 0 || any.some((value) => values.includes(value))) && all.every((value) => values.includes(value)) && !none.some((value) => values.includes(value))

const EMPTY = { any: [], all: [], none: [] }

test('T4 counts are those of a count one by one, whatever is mixed of any, all and not', async ({ explorer, page }) => {
  test.slow()
  await explorer.arrive()
  const incidents = await published(page)
  expect(incidents.length).toBe((await explorer.totals())[1])
  const pick = chance(7)
  for (let round = 0; round < 8; round++) {
    const asked = {}
    for (let clause = 0; clause <= pick(3); clause++) {
      const facet = FACETS[pick(FACETS.length)]
      const values = [...new Set(incidents.flatMap((incident) => incident[facet]))]
      const part = ['any', 'all', 'none'][pick(3)]
      asked[facet] ??= { any: [], all: [], none: [] }
      const value = values[pick(values.length)]
      if (!Object.values(asked[facet]).flat().includes(value)) asked[facet][part].push(value)
    }
    const name = (facet, part) => (part === 'any' ? facet : `${facet}.${part === 'none' ? 'not' : part}`)
    const link = Object.entries(asked).flatMap(([facet, parts]) => Object.entries(parts).filter(([, values]) => values.length).map(([part, values]) => `${name(facet, part)}=${values.map(encodeURIComponent).join()}`))
    await explorer.arrive(`?${link.join('&')}`)
    const left = incidents.filter((incident) => FACETS.every((facet) => passes(incident[facet], asked[facet] ?? EMPTY)))
    await explorer.seesTotal(left.length === incidents.length ? incidents.length : `${left.length} of`)
    for (const facet of FACETS) {
      // What a facet asks of itself is lifted.
      const others = incidents.filter((incident) => FACETS.every((other) => other === facet || passes(incident[other], asked[other] ?? EMPTY)))
      for (const [value, count] of Object.entries(await explorer.counts(facet))) {
        expect(count, `${facet}=${value} at ${link.join('&')}`).toBe(others.filter((incident) => incident[facet].includes(value)).length)
      }
    }
  }
})

test('S4 the kinds of nothing are values of their own, and never the same incidents', async ({ explorer, page }) => {
  await explorer.arrive()
  const incidents = await published(page)
  const counts = await explorer.counts('perception')
  const seen = []
  for (const kind of ['unknown', 'none']) {
    const own = incidents.filter((incident) => incident.perception.includes(kind)).map((incident) => incident.id)
    expect(counts[kind], `${kind} has a number of its own`).toBe(own.length)
    expect(own.length).toBeGreaterThan(0)
    await explorer.arrive(`?perception=${kind}`)
    await explorer.showsAll()
    expect((await explorer.listed()).sort()).toEqual(own.sort())
    await expect(explorer.chips()).toHaveAccessibleName(kind === 'none' ? /not applicable$/ : /unknown$/)
    seen.push(...own)
  }
  expect(new Set(seen).size, 'none is in two kinds').toBe(seen.length)
})

test('R5 an incident is one row, and its articles are inside it', async ({ explorer, page }) => {
  await explorer.arrive('?sort=sources')
  const [first, ...others] = await explorer.listed()
  expect(others).not.toContain(first)
  await explorer.open(first)
  await explorer.seesWholeIncident()
  const sources = await explorer.incident.locator('.sources > * > li').count()
  expect(sources, 'several articles').toBeGreaterThan(2)
  const record = await page.evaluate(async (id) => (await fetch(`incident/${id}/incident.json`)).json(), first)
  expect(sources).toBe(record.sources.length)
})

test('T3 what is typed and chosen comes back from its link, whatever it contains', async ({ explorer, page }) => {
  test.slow()
  await explorer.arrive()
  const names = [...new Set(await explorer.listing('organization'))]
  const nasty = ['a:b|c', 'x, y & z', '50 % # +', 'Zürich “naïve” 東京', '"in a row" -without', 'a=b?c/d;e', '% 2 0 %20', '🦀']
  const pick = chance(3)
  for (const text of nasty) {
    await explorer.arrive()
    const name = names[pick(names.length)]
    await explorer.choose('organization', name)
    await explorer.search(text)
    await expect.poll(async () => new URLSearchParams(await explorer.address()).get('q')).toBe(text)
    const [address, totals] = [await explorer.address(), await explorer.totals()]
    await page.reload()
    await explorer.isReady()
    await expect.poll(() => explorer.address(), 'printed as it was read').toBe(address)
    await expect.poll(() => explorer.searchedText()).toBe(text)
    await explorer.unfold('organization')
    await expect(explorer.value('organization', name)).toBeChecked()
    await expect.poll(() => explorer.totals()).toEqual(totals)
  }
})
