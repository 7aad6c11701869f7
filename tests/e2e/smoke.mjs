// The shortest whole visit, in verbs that every engine's page object knows: the same tests hold in Chromium
// (specs/smoke.spec.mjs) and in Firefox (specs/firefox.spec.mjs). What it never does is name a selector.
import { expect } from '@playwright/test'

/// Defines the tests of the path with a `test` that brings `explorer` and `another`, a second visitor's.
export function smoke(test) {
  test('the first screen shows the list, the counts and the timeline', async ({ explorer }) => {
    await explorer.arrive()
    const [selected, all] = await explorer.totals()
    expect(selected).toBe(all)
    expect(all).toBeGreaterThanOrEqual(12)
    expect((await explorer.listed()).length).toBe(Math.min(all, 50))
    expect((await explorer.bars()).reduce((sum, [, count]) => sum + count, 0)).toBe(all)
  })

  test('a value narrows the total to its number and writes the link', async ({ explorer }) => {
    await explorer.arrive()
    const [, all] = await explorer.totals()
    const { finance } = await explorer.counts('domain')
    expect(finance).toBeLessThan(all)
    await explorer.choose('domain', 'finance')
    await explorer.seesTotal(finance)
    expect(await explorer.address()).toBe('?domain=finance')
    await explorer.choose('domain', 'finance')
    await explorer.seesTotal(all)
    expect(await explorer.address()).toBe('')
  })

  test('typing a word finds', async ({ explorer }) => {
    await explorer.arrive()
    const [, all] = await explorer.totals()
    await explorer.search('metric uni')
    await explorer.seesRow('mars-climate-orbiter')
    expect((await explorer.totals())[0]).toBeLessThan(all)
    expect(await explorer.address()).toBe('?q=metric+uni')
  })

  test('an incident shows its sections, and going back restores the list', async ({ explorer }) => {
    await explorer.arrive('?domain=finance')
    const listed = await explorer.listed()
    await explorer.open('knight-capital-2012')
    expect(await explorer.address()).toBe('?domain=finance&open=knight-capital-2012')
    await explorer.seesIncident(/Knight/)
    await explorer.seesWholeIncident()
    expect(await explorer.sections()).toContain('Sources')
    await explorer.goBack()
    await explorer.seesList()
    expect(await explorer.address()).toBe('?domain=finance')
    expect(await explorer.listed()).toEqual(listed)
  })

  test('a shared link shows the same to somebody else', async ({ explorer, another }) => {
    await explorer.arrive()
    await explorer.choose('consequence', 'death')
    await explorer.search('software')
    await explorer.sortBy('title')
    const [listed, address] = [await explorer.listed(), await explorer.address()]
    expect(listed.length).toBeGreaterThan(1)
    await another.arrive(address)
    expect(await another.listed()).toEqual(listed)
    expect(await another.address()).toBe(address)
  })
}
