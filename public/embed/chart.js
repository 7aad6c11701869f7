// A chart in a frame: how often each value of a category is given, or the years of incidents.
//
// What is drawn comes from embed/glance.json, which the build writes: some kilobytes. Only a filter asks for
// the engine. Words become text nodes, and each bar is a link to its incidents in the whole explorer.
import { spoken, speaker } from './words.js'

const near = (path) => new URL(path, document.baseURI).href

/// What stands for an answer where there is none.
const GAPS = { unknown: 'Unknown', none: 'NotApplicable', missing: 'NotLabelled' }

export const language = () => spoken(new URLSearchParams(location.search).get('lang') ?? document.documentElement.lang)

let glance
let engine

/// The collection at a glance, once fetched.
export async function overview() {
  glance ??= fetch(near('embed/glance.json'), { cache: 'no-cache' }).then((response) => {
    if (!response.ok) throw new Error(`the server answered ${response.status}`)
    return response.json()
  })
  glance.catch(() => { glance = undefined })
  return glance
}

async function answered(query) {
  engine ??= import(near('engine/failscope-engine.js')).then(({ load }) => load(near('bundle.json')))
  engine.catch(() => { engine = undefined })
  const loaded = await engine
  await loaded.prepare(query, { limit: 0 })
  return loaded.answer(query)
}

/// The filter in the words of the collection, as far as it has words: `Domain: finance, health`.
const said = (query, labels) => [...new URLSearchParams(query)].map(([name, value]) => {
  const [id, part] = name.split('.')
  const label = Object.hasOwn(labels, id) ? labels[id] : { label: name, values: {} }
  const values = value.split(',').map((value) => (Object.hasOwn(label.values, value) ? label.values[value] : value))
  return `${label.label}${part === 'not' ? ' ≠' : ':'} ${values.join(', ')}`
}).join('; ')

/// The rows of a chart under a filter: its name, and the label, count and filter of each bar. Null where the
/// collection has no such chart.
export async function numbers(show, query) {
  const say = speaker(language())
  const all = await overview()
  const { total, facets, histogram, undated } = query ? await answered(query) : all
  const of = { title: all.title, about: query ? `${say('IncidentsOf', total, all.total)} · ${said(query, all.labels)}` : say('Incidents', total) }
  if (show === 'chart') {
    const rows = histogram.map(({ from, count }) => ({ label: from, count, filter: `from=${from}&to=${from}` }))
    return { ...of, name: say('OverTime'), rows, undated, time: true }
  }
  const facet = show.replace(/^facet:/, '')
  const label = all.labels[facet]
  if (!label || !facets[facet]) return null
  const rows = Object.entries(facets[facet])
    .map(([id, count]) => ({ id, count, label: Object.hasOwn(GAPS, id) ? say(GAPS[id]) : (label.values[id] ?? id), filter: `${encodeURIComponent(facet)}=${encodeURIComponent(id)}` }))
    // A gap that nobody has is nothing to show.
    .filter(({ id, count }) => count > 0 || !Object.hasOwn(GAPS, id))
  return { ...of, name: label.label, rows, several: rows.reduce((sum, { count }) => sum + count, 0) > total }
}

function make(tag, attributes, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes ?? {})) if (value !== null) node.setAttribute(name, value)
  node.append(...children.filter((child) => child !== null))
  return node
}

/// The same filters and one more, as an address of the whole explorer.
function whole(query, more = '') {
  const kept = query.split('&').filter((pair) => !(more.startsWith('from=') && /^(from|to)=/.test(pair)))
  const search = [...kept, more].filter(Boolean).join('&')
  return search ? `./?${search}` : './'
}

function figure({ title, about, name, rows, undated, several, time }, query, link) {
  const lang = language()
  const say = speaker(lang)
  const written = new Intl.NumberFormat(lang).format
  const most = Math.max(1, ...rows.map(({ count }) => count))
  const bars = rows.map(({ label, count, filter, id }, place) => {
    const bar = make('span', { class: 'bar', 'aria-hidden': 'true' }, make('span'))
    bar.firstChild.style.setProperty(time ? 'height' : 'width', `${(100 * count) / most}%`)
    if (time) return make('li', null, make('a', { class: 'column', href: whole(query, filter), title: say('Bar', label, count), 'aria-label': say('Bar', label, count), tabindex: count ? null : -1 }, bar.firstChild))
    return make('li', { class: Object.hasOwn(GAPS, id ?? '') ? 'special' : null }, make('a', { href: whole(query, filter) }, make('span', { class: 'name', dir: 'auto' }, label), bar, make('span', { class: 'count' }, written(count))))
  })
  const notes = [about, undated ? say('Undated', undated) : null, several ? say('ChartSeveral') : null]
  const axis = () => {
    const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((step) => rows.length <= step * 8) ?? rows.length
    const ticks = rows.map(({ label }, at) => ({ label, at })).filter(({ label, at }) => (rows[0].label.length > 4 ? at % step === 0 : Number(label) % step === 0))
    return make('div', { class: 'axis', 'aria-hidden': 'true' }, ...ticks.map(({ label, at }) => {
      const tick = make('span', null, label)
      tick.style.setProperty('inset-inline-start', `${(100 * at) / rows.length}%`)
      return tick
    }))
  }
  return make('main', { class: 'figure', 'data-testid': 'figure' },
    make('h1', { dir: 'auto' }, name),
    make('p', { class: 'aside' }, notes.filter(Boolean).join(' · ')),
    time ? make('p', { class: 'readout', 'aria-hidden': 'true' }, written(most)) : null,
    time ? make('ol', { class: 'bars' }, ...bars) : make('ul', { class: 'shares' }, ...bars),
    time && rows.length ? axis() : null,
    link ? make('p', { class: 'whole' }, make('a', { href: whole(query) }, say('ExploreAll', title))) : null)
}

/// Draws a chart into a place, and again whenever the filter changes.
export async function draw(place, show, filter, link) {
  const lang = language()
  document.documentElement.lang = lang
  const say = speaker(lang)
  const stage = (text) => make('main', { class: 'stage' }, make('div', { role: 'alert' }, make('h1', null, text)), make('a', { href: './' }, 'Failscope'))
  const drawn = async () => {
    const query = filter()
    const now = await numbers(show, query).then(
      (numbers) => {
        if (!numbers) return stage(say('ChartMissing'))
        document.title = `${numbers.name} · ${numbers.title}`
        return figure(numbers, query, link)
      },
      (why) => stage(`${say('ChartFailed')}: ${why.message}`),
    )
    if (query === filter()) place.replaceChildren(now)
  }
  addEventListener('popstate', drawn)
  await drawn()
}
