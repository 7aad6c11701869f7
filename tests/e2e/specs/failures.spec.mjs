// What can go wrong on the way: each is said in place, with a way out.
import { test, expect } from '../explorer.mjs'

const GOOD = {
  failscope: 1,
  content: { collection: { title: 'One' }, taxonomy: { title: 'T', groups: [] }, incidents: [{ id: '1', title: 'Only one' }] },
}

for (const [name, body, options, words] of [
  ['a missing file', 'gone', { status: 404 }, '404'],
  ['a page instead of data', '<!doctype html><title>Sign in</title>', {}, 'damaged'],
  ['data cut off', JSON.stringify(GOOD).slice(0, -30), {}, 'damaged'],
  ['another kind of JSON', '{"hello":1}', {}, 'no Failscope bundle'],
  ['a later format', '{"failscope":99}', {}, 'format 99'],
  ['changed data', { ...GOOD, version: '0123456789abcdef' }, {}, 'changed after it was built'],
  ['two incidents with one id', { ...GOOD, content: { ...GOOD.content, incidents: [{ id: '1', title: 'a' }, { id: '1', title: 'b' }] } }, {}, '“1” is there twice'],
  ['an address that would run code', { ...GOOD, content: { ...GOOD.content, incidents: [{ id: '1', title: 'a', sources: [{ id: 's', url: 'javascript:alert(1)' }] }] } }, {}, 'no web address'],
]) {
  test(`${name} is told and can be tried again`, { tag: '@broken' }, async ({ explorer, page }) => {
    await explorer.withBundle(body, options)
    await explorer.visit()
    await explorer.seesFailure(words)
    await page.unroute('**/bundle.json')
    await explorer.retry()
    await explorer.isReady()
  })
}

test('a lost connection is told and can be tried again', { tag: '@broken' }, async ({ explorer, page }) => {
  await page.route('**/bundle.json', (route) => route.abort())
  await explorer.visit()
  await explorer.seesFailure('could not be reached')
  await page.unroute('**/bundle.json')
  await explorer.retry()
  await explorer.isReady()
})

test('text of a bundle is text, whatever it looks like', async ({ explorer, page }) => {
  const evil = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>&amp;[1]'
  let asked = false
  page.on('dialog', (dialog) => { asked = true; return dialog.dismiss() })
  await explorer.withBundle({
    failscope: 1,
    content: {
      collection: { title: evil, description: evil, license: evil, method: evil },
      taxonomy: { title: evil, origin: evil, sections: [{ id: 'impacts', label: evil }], groups: [{ id: 'g', label: evil, categories: [{ id: 'c', label: evil, definition: evil, options: [{ id: 'o', label: evil, definition: evil }] }] }] },
      incidents: [{
        id: '1', title: evil, summary: [evil], responsible: [evil], impacted: [evil],
        sections: [{ id: 'impacts', blocks: [{ text: evil, points: [evil] }, { number: 1, text: evil }] }, { id: evil, title: evil, blocks: [{ text: evil }] }],
        labels: { c: { choice: { chosen: ['o', evil] }, rationale: [{ option: 'o', text: evil, points: [evil] }, { option: evil, text: evil }, { text: evil }] } },
        sources: [{ id: '1', title: evil, publisher: evil, url: 'https://example.org/"onclick="alert(1)' }],
        provenance: { made: 'machine', note: evil },
      }],
    },
  })
  await explorer.arrive(`?q=${encodeURIComponent('script')}`)
  await explorer.open('1')
  await explorer.seesIncident(evil)
  expect(await page.evaluate(() => window.ran)).toBeUndefined()
  expect(asked).toBe(false)
  expect(await page.locator('#app img, #app script').count()).toBe(0)
})

test('S4 another taxonomy, with its kinds of nothing, is browsed by the same app', async ({ explorer }) => {
  await explorer.withBundle({
    failscope: 1,
    content: {
      collection: { title: 'Postmortems' },
      taxonomy: { title: 'Own', groups: [{ id: 'g', label: 'Trigger', categories: [{ id: 'trigger', label: 'Trigger', options: [{ id: 'deploy', label: 'deployment' }, { id: 'load', label: 'load' }] }] }] },
      incidents: [
        { id: 'a', title: 'Friday deploy', published: '2021-05', labels: { trigger: { choice: { chosen: ['deploy'] } } } },
        { id: 'b', title: 'Sale day', published: '2022', labels: { trigger: { choice: { chosen: ['load', 'solar flare'] } } } },
        { id: 'c', title: 'unknown' },
      ],
    },
  })
  await explorer.arrive()
  await expect.poll(() => explorer.counts('trigger')).toEqual({ deploy: 1, load: 1, unknown: 0, missing: 1, 'solar flare': 1 })
  await explorer.choose('trigger', 'missing')
  await expect.poll(() => explorer.listed()).toEqual(['c'])
  await explorer.open('c')
  await explorer.seesIncident('Untitled incident c')
})
