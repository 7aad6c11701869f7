// What the formats that programs read ask for, as functions from a text to a list of complaints.
// The spec beside it holds built sites to them; nothing here knows Failscope but the file names.
import { DOMParser } from '@xmldom/xmldom'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import ts from 'typescript'
import { fileURLToPath } from 'node:url'

const ajv = addFormats(new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }))
const address = { type: 'string', format: 'uri' }
const moment = { type: 'string', format: 'date-time' }
const text = { type: 'string' }
const author = { type: 'object', properties: { name: text, url: address, avatar: address }, minProperties: 1 }

// Written from https://www.jsonfeed.org/version/1.1/, which has no schema of its own. Names are
// closed, so that a misspelt one is found; extensions begin with an underscore.
const extensions = { patternProperties: { '^_': { type: 'object' } }, additionalProperties: false }
const item = {
  type: 'object',
  required: ['id'],
  anyOf: [{ required: ['content_text'] }, { required: ['content_html'] }],
  properties: {
    id: { type: 'string', minLength: 1 }, url: address, external_url: address, title: text, content_text: text, content_html: text,
    summary: text, image: address, banner_image: address, date_published: moment, date_modified: moment,
    authors: { type: 'array', items: author }, tags: { type: 'array', items: text }, language: text,
    attachments: {
      type: 'array',
      items: { type: 'object', required: ['url', 'mime_type'], properties: { url: address, mime_type: text, title: text, size_in_bytes: { type: 'number' }, duration_in_seconds: { type: 'number' } } },
    },
  },
  ...extensions,
}
const feed = ajv.compile({
  type: 'object',
  required: ['version', 'title', 'items'],
  properties: {
    version: { const: 'https://jsonfeed.org/version/1.1' }, title: text, home_page_url: address, feed_url: address, description: text,
    user_comment: text, next_url: address, icon: address, favicon: address, authors: { type: 'array', items: author }, language: text,
    expired: { type: 'boolean' }, hubs: { type: 'array', items: { type: 'object', required: ['type', 'url'] } }, items: { type: 'array', items: item },
  },
  ...extensions,
})

// Section 2.3.4 of https://oembed.com/ for the type "rich", the only one that a page of text can be.
const embed = ajv.compile({
  type: 'object',
  required: ['type', 'version', 'html', 'width', 'height'],
  dependencies: { thumbnail_url: ['thumbnail_width', 'thumbnail_height'], thumbnail_width: ['thumbnail_url'], thumbnail_height: ['thumbnail_url'] },
  properties: {
    type: { const: 'rich' }, version: { const: '1.0' }, html: { type: 'string', minLength: 1 }, width: { type: 'integer', minimum: 1 }, height: { type: 'integer', minimum: 1 },
    title: text, author_name: text, author_url: address, provider_name: text, provider_url: address, cache_age: { type: ['integer', 'string'] },
    thumbnail_url: address, thumbnail_width: { type: 'integer' }, thumbnail_height: { type: 'integer' },
  },
})

function bySchema(schema, json) {
  let value
  try { value = JSON.parse(json) } catch (error) { return [String(error)] }
  return schema(value) ? [] : schema.errors.map(error => `${error.instancePath} ${error.message}`)
}

function repeated(values) {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))]
}

/** JSON Feed 1.1. */
export function jsonFeed(json) {
  const problems = bySchema(feed, json)
  return problems.length ? problems : repeated(JSON.parse(json).items.map(one => one.id)).map(id => `${id} is there twice`)
}

/** oEmbed 1.0. */
export function oembed(json) {
  return bySchema(embed, json)
}

const ABSOLUTE = /^https?:\/\/[^\s<>"{}|\\^`]+$/
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

function parsed(xml) {
  return new DOMParser({ onError: (_, message) => { throw new Error(message) } }).parseFromString(xml, 'text/xml').documentElement
}

function children(element, namespace, name) {
  return [...element.childNodes].filter(node => node.nodeType === 1 && node.namespaceURI === namespace && (!name || node.localName === name))
}

/** Atom: what section 4 of RFC 4287 (https://www.rfc-editor.org/rfc/rfc4287#section-4) says MUST be, and a link to itself. */
export function atom(xml) {
  const ATOM = 'http://www.w3.org/2005/Atom'
  const problems = []
  const need = (holds, problem) => holds || problems.push(problem)
  let root
  try { root = parsed(xml) } catch (error) { return [String(error)] }
  if (root.namespaceURI !== ATOM || root.localName !== 'feed') return [`${root.tagName} is no feed`]
  const entries = children(root, ATOM, 'entry')
  for (const element of [root, ...entries]) {
    const of = name => children(element, ATOM, name)
    const what = of('id')[0]?.textContent ?? element.localName
    for (const name of ['id', 'title', 'updated']) need(of(name).length === 1, `${what}: ${of(name).length} × ${name}`)
    for (const name of ['generator', 'icon', 'logo', 'subtitle', 'rights', 'published', 'summary', 'content', 'source']) need(of(name).length <= 1, `${what}: ${of(name).length} × ${name}`)
    for (const id of of('id')) need(ABSOLUTE.test(id.textContent), `${what}: id is no whole address`)
    for (const day of [...of('updated'), ...of('published')]) need(MOMENT.test(day.textContent) && !Number.isNaN(Date.parse(day.textContent)), `${what}: ${day.textContent} is no moment of RFC 3339`)
    for (const link of of('link')) need(ABSOLUTE.test(link.getAttribute('href') ?? ''), `${what}: a link without a whole address`)
    for (const category of of('category')) need(category.getAttribute('term'), `${what}: a category without a term`)
    for (const person of [...of('author'), ...of('contributor')]) need(children(person, ATOM, 'name').length === 1, `${what}: a person without a name`)
    const links = rel => of('link').filter(link => (link.getAttribute('rel') || 'alternate') === rel)
    need(links('alternate').length > 0, `${what}: no link to what it is about`)
    for (const kind of repeated(links('alternate').map(link => `${link.getAttribute('type')} ${link.getAttribute('hreflang')}`))) problems.push(`${what}: two alternate links of ${kind}`)
    if (element === root) need(links('self').length === 1, 'the feed does not say where it is')
  }
  const signed = element => children(element, ATOM, 'author').length > 0
  need(signed(root) || (entries.length > 0 && entries.every(signed)), 'neither the feed nor each entry has an author')
  for (const id of repeated(entries.map(entry => children(entry, ATOM, 'id')[0]?.textContent))) problems.push(`${id} is there twice`)
  return problems
}

/** A map of a site below `home` (https://www.sitemaps.org/protocol.html). */
export function siteMap(xml, home) {
  const MAP = 'http://www.sitemaps.org/schemas/sitemap/0.9'
  const problems = []
  const need = (holds, problem) => holds || problems.push(problem)
  let root
  try { root = parsed(xml) } catch (error) { return [String(error)] }
  const one = { urlset: 'url', sitemapindex: 'sitemap' }[root.localName]
  if (root.namespaceURI !== MAP || !one) return [`${root.tagName} is no map of a site`]
  const listed = children(root, MAP)
  need(Buffer.byteLength(xml) <= 50 * 1024 * 1024, 'more than 50 MB')
  need(listed.length > 0 && listed.length <= 50_000, `${listed.length} addresses`)
  const known = one === 'url' ? ['loc', 'lastmod', 'changefreq', 'priority'] : ['loc', 'lastmod']
  const places = []
  for (const element of listed) {
    need(element.localName === one, `${element.tagName} in ${root.localName}`)
    for (const child of children(element, MAP)) need(known.includes(child.localName), `${child.tagName} in ${one}`)
    const locs = children(element, MAP, 'loc').map(loc => loc.textContent)
    need(locs.length === 1, `${locs.length} × loc`)
    places.push(...locs)
  }
  for (const place of places) need(ABSOLUTE.test(place) && place.length < 2048 && place.startsWith(home), `${place} is no address below ${home}`)
  return [...problems, ...repeated(places).map(place => `${place} is there twice`)]
}

/** JSON-LD against the types of schema.org: `{ name: { type, json } }`, compiled as one program. */
export function schemaOrg(pages) {
  const file = fileURLToPath(new URL('./pages.virtual.ts', import.meta.url))
  const names = Object.keys(pages)
  // A page is one line, so that the line of a complaint is the page.
  const lines = names.map((name, at) => `export const page${at}: WithContext<${pages[name].type}> = ${JSON.stringify(JSON.parse(pages[name].json))}`)
  const source = [`import type { WithContext, ${[...new Set(names.map(name => pages[name].type))].join(', ')} } from 'schema-dts'`, ...lines].join('\n')
  const options = { strict: true, noEmit: true, skipLibCheck: true, types: [], lib: ['lib.es2022.d.ts'], target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = name => name === file || fileExists(name)
  host.getSourceFile = (name, ...rest) => name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest)
  return ts.getPreEmitDiagnostics(ts.createProgram([file], options, host)).map(problem => {
    const at = problem.file?.fileName === file ? problem.file.getLineAndCharacterOfPosition(problem.start).line - 1 : -1
    return `${names[at] ?? 'program'}: ${ts.flattenDiagnosticMessageText(problem.messageText, '\n').slice(0, 400)}`
  })
}
