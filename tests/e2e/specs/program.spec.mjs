// The program in two files: what the first screen calls, and the rest, which joins behind it.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test, expect } from '../explorer.mjs'
import { BASE, SITE_FOLDER } from '../serve.mjs'

const REST = '**/rest-*.wasm'
const FAILSCOPE = fileURLToPath(new URL('../../../target/debug/failscope', import.meta.url))

// Another compiler may name functions in another way: then the build leaves the program whole, and says so.
test.skip(() => !readdirSync(SITE_FOLDER).some((name) => name.startsWith('rest-')), 'the program of this build is whole')

test('the first screen, its filters and its orders need no rest of the program @broken', async ({ explorer, page }) => {
  await page.route(REST, (route) => route.abort())
  await explorer.arrive()
  const { finance } = await explorer.counts('domain')
  await explorer.choose('domain', 'finance')
  await explorer.seesTotal(finance)
  await explorer.sortBy('oldest')
  await explorer.exclude('behaviour', 'crash')
  expect((await explorer.totals())[0]).toBeLessThan(finance)
  await explorer.seesNoStop()
})

test('the first screen of another collection needs none either @broken', async ({ explorer, page }, testInfo) => {
  const [documents, site] = ['documents', 'site'].map((name) => testInfo.outputPath(name))
  const failscope = (...words) => execFileSync(process.env.FAILSCOPE || FAILSCOPE, words, { stdio: 'pipe', maxBuffer: Infinity })
  failscope('synth', '--count', '400', '--seed', '5', '--out', documents)
  failscope('build', documents, '--no-pages', '--out', site)
  await page.route(/\/(bundle\.json|parts\/[^/]+)$/, (route) => {
    const path = join(site, new URL(route.request().url()).pathname.slice(BASE.length))
    // What the page asks for ahead is of the first collection.
    return existsSync(path) ? route.fulfill({ path }) : route.continue()
  })
  await page.route(REST, (route) => route.abort())
  await explorer.arrive()
  expect((await explorer.totals())[1]).toBe(400)
  const { finance } = await explorer.counts('domain')
  await explorer.choose('domain', 'finance')
  await explorer.seesTotal(`${finance} of`)
  await explorer.sortBy('oldest')
  await explorer.exclude('behaviour', 'crash')
  await explorer.listed()
  await explorer.seesNoStop()
})

for (const [fault, files, answer] of [
  ['is missing', '**/app-*.wasm', { status: 404, body: 'gone' }],
  ['is another file', '**/app-*.wasm', { body: '<!doctype html>', contentType: 'text/html' }],
  ['is out of reach', '**/app-*.wasm', null],
  ['has lost its script', '**/app-*.js', { status: 404, body: 'gone' }],
])
  test(`a program that ${fault} is told with a way on, and the first screen stays @broken`, async ({ explorer, page }) => {
    await page.route(files, (route) => (answer ? route.fulfill(answer) : route.abort()))
    await explorer.visit()
    await explorer.seesSome()
    await explorer.seesNoProgram()
    await page.unroute(files)
    await explorer.fetchesProgramAgain()
    await explorer.isReady()
  })

test('the rest follows once, when the first screen stands', async ({ explorer, page }) => {
  const asked = []
  page.on('request', (request) => asked.push(request.url()))
  await explorer.arrive()
  await expect.poll(() => asked.filter((url) => /rest-\w+\.wasm$/.test(url)).length).toBe(1)
  await explorer.open((await explorer.listed())[0])
  await explorer.seesWholeIncident()
  const programs = asked.filter((url) => url.endsWith('.wasm')).map((url) => url.match(/_bg|rest/)[0])
  expect(programs).toEqual(['_bg', 'rest'])
})

test('what is wanted before the rest has come waits for it', async ({ explorer, page }) => {
  // The first request never ends; the one of whoever waits does.
  let asked = 0
  await page.route(REST, (route) => asked++ && route.continue())
  await explorer.arrive()
  await expect.poll(() => asked).toBe(1)
  await explorer.open((await explorer.listed())[0])
  await explorer.seesWholeIncident()
  expect(asked).toBe(2)
})

test('a rest that cannot be had is told with a way on, and the list stays @broken', async ({ explorer, page }) => {
  await page.route(REST, (route) => route.fulfill({ status: 404, body: 'gone' }))
  await explorer.arrive('?domain=finance')
  await explorer.copyLink()
  await explorer.seesStop('A part of Failscope itself could not be fetched')
  await explorer.copyLink()
  await explorer.seesStop('A part of Failscope itself could not be fetched')
  await explorer.seesSome()
  await page.unroute(REST)
  await explorer.goOn()
  await explorer.isReady()
  await explorer.seesNoStop()
  await expect.poll(() => explorer.address()).toBe('?domain=finance')
})

test('a link into a rest that cannot be had leads there all the same, once it can @broken', async ({ explorer, page }) => {
  await page.route(REST, (route) => route.abort())
  await explorer.arrive()
  const [first] = await explorer.listed()
  await explorer.visitLink(first)
  await explorer.seesStop('A part of Failscope itself could not be fetched')
  await expect.poll(() => explorer.address()).toBe(`?open=${first}`)
  await page.unroute(REST)
  await explorer.goOn()
  await explorer.seesWholeIncident()
})

test('a rest that is another file is told as well @broken', async ({ explorer, page }) => {
  await page.route(REST, (route) => route.fulfill({ body: '<!doctype html>', contentType: 'text/html' }))
  await explorer.arrive()
  await explorer.visitLink((await explorer.listed())[0])
  await explorer.seesStop('A part of Failscope itself could not be fetched')
})

for (const search of ['?open=ariane-5-501', '?q=software', '?view=table', '?view=timeline', '?view=codebook', '?compare=therac-25,ariane-5-501', '?stack=consequence', '?like=therac-25'])
  test(`a link to ${search} waits for the rest without holding the page`, async ({ explorer, page }) => {
    const waits = []
    page.on('request', (request) => waits.push([request.url(), request.resourceType()]))
    await explorer.arrive(search)
    const rests = waits.filter(([url]) => /rest-\w+\.wasm$/.test(url)).map(([, kind]) => kind)
    expect(rests).toEqual(['fetch'])
  })
