// What static pages and their neighbours tell programs, held to the formats' own rules. The demo has
// no address of its own, so its documents are built once more as a site that has one.
import { expect, test } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { atom, jsonFeed, oembed, schemaOrg, siteMap } from '../formats.mjs'
import { SITE_FOLDER } from '../serve.mjs'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const HOME = 'https://example.org/failures/'
let folder, site

// One worker for all of them: the site is built once.
test.describe.configure({ mode: 'default' })

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'failscope-data-'))
  site = join(folder, 'site')
  cpSync(join(ROOT, 'incidents'), join(folder, 'docs'), { recursive: true })
  const settings = join(folder, 'docs/failscope.toml')
  writeFileSync(settings, `base_url = "${HOME}"\n${readFileSync(settings, 'utf8')}`)
  execFileSync(process.env.FAILSCOPE || join(ROOT, 'target/debug/failscope'), ['build', join(folder, 'docs'), '--out', site], { stdio: 'pipe' })
})

test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The files of a name in a built site, by their path. */
function files(name, from = site) {
  const paths = readdirSync(from, { recursive: true }).filter(path => path === name || path.endsWith(`/${name}`))
  return paths.sort().map(path => [path, readFileSync(join(from, path), 'utf8')])
}

/** The JSON-LD of every page that has some, with the type that such a page is. */
function linkedData(from) {
  const pages = {}
  for (const [path, html] of files('index.html', from)) {
    for (const [at, [, json]] of [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].entries()) {
      pages[`${path} ${at}`] = { type: path.startsWith('codebook/') ? 'DefinedTermSet' : 'Report', json }
    }
  }
  return pages
}

function complaints(named, rule) {
  return named.flatMap(([path, content]) => rule(content).map(problem => `${path}: ${problem}`))
}

for (const [which, from] of [['the demo', () => SITE_FOLDER], ['a site with an address', () => site]]) {
  test(`JSON-LD of ${which} has the types of schema.org`, () => {
    test.setTimeout(120_000)
    const pages = linkedData(from())
    const reports = Object.values(pages).filter(page => page.type === 'Report')
    expect(reports.length).toBe(files('incident.json', from()).length)
    expect(Object.keys(pages).length).toBe(reports.length + 1)
    // The compiler takes a moment for each page: every fourth, and the codebook.
    const some = Object.entries(pages).filter(([, page], at) => at % 4 === 0 || page.type !== 'Report')
    expect(schemaOrg(Object.fromEntries(some))).toEqual([])
  })
}

test('every JSON feed keeps JSON Feed 1.1', () => {
  const feeds = files('feed.json')
  expect(feeds.length).toBeGreaterThan(50)
  expect(complaints(feeds, jsonFeed)).toEqual([])
})

test('every Atom feed keeps RFC 4287', () => {
  const feeds = files('feed.atom')
  expect(feeds.length).toBeGreaterThan(50)
  expect(complaints(feeds, atom)).toEqual([])
})

test('the map of the site keeps the protocol, and what it lists is there', () => {
  const [[, xml]] = files('sitemap.xml')
  expect(siteMap(xml, HOME)).toEqual([])
  const places = [...xml.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, place]) => decodeURI(place.slice(HOME.length)))
  expect(places.filter(place => !existsSync(join(site, place, 'index.html')))).toEqual([])
  expect(places.length).toBe(files('index.html').length)
})

test('every oEmbed answer keeps oEmbed 1.0 and frames its own page', () => {
  const answers = files('oembed.json')
  expect(answers.length).toBe(files('incident.json').length)
  expect(complaints(answers, oembed)).toEqual([])
  for (const [path, json] of answers) expect(JSON.parse(json).html).toContain(`src="${HOME}${path.replace('oembed.json', '')}"`)
})

test('each rule finds what is broken on purpose', () => {
  test.setTimeout(120_000)
  const first = name => files(name)[0][1]
  const json = (name, change) => { const value = JSON.parse(first(name)); change(value); return JSON.stringify(value) }
  const cases = [
    [jsonFeed, json('feed.json', feed => delete feed.version), /version/],
    [jsonFeed, json('feed.json', feed => delete feed.items[0].content_text), /content_text/],
    [jsonFeed, json('feed.json', feed => { feed.items[1].date_published = '2024-02-30' }), /date-time/],
    [jsonFeed, json('feed.json', feed => { feed.items[1].id = feed.items[0].id }), /twice/],
    [jsonFeed, json('feed.json', feed => { feed.home_page = feed.home_page_url }), /additional/],
    [atom, first('feed.atom').replace('</feed>', ''), /Error/],
    [atom, first('feed.atom').replace(/<author>.*?<\/author>/s, ''), /author/],
    [atom, first('feed.atom').replace(/<updated>.*?<\/updated>/, '<updated>2024-02-03</updated>'), /RFC 3339/],
    [atom, first('feed.atom').replaceAll(/<id>.*?<\/id>/g, '<id>incident/one/</id>'), /whole address/],
    [atom, first('feed.atom').replaceAll(/<id>.*?<\/id>/g, '<id>https://example.org/</id>'), /twice/],
    [atom, first('feed.atom').replace('rel="self"', 'rel="related"'), /where it is/],
    [xml => siteMap(xml, HOME), first('sitemap.xml').replace(HOME, ''), /no address below/],
    [xml => siteMap(xml, HOME), first('sitemap.xml').replaceAll('url>', 'page>'), /page in urlset/],
    [oembed, json('oembed.json', answer => delete answer.html), /html/],
    [oembed, json('oembed.json', answer => { answer.width = '720' }), /width/],
  ]
  for (const [rule, broken, found] of cases) expect(rule(broken).join('\n')).toMatch(found)
  const report = Object.values(linkedData(site)).find(page => page.type === 'Report')
  const changed = change => { const value = JSON.parse(report.json); change(value); return { ...report, json: JSON.stringify(value) } }
  const pages = {
    good: report,
    misspelt: changed(value => { value.head_line = value.headline }),
    shape: changed(value => { value.headline = { en: 'x' } }),
    kind: changed(value => { value.about['@type'] = 'Mishap' }),
    inner: changed(value => { value.citation[0].archive = 'x' }),
  }
  expect([...new Set(schemaOrg(pages).map(problem => problem.split(':')[0]))]).toEqual(['misspelt', 'shape', 'kind', 'inner'])
})
