// What embed.html runs before anything is drawn: it settles what is shown, keeps the history of the page
// around it as it is, and speaks with that page.
//
// A chart of everything is drawn from one small file; only what asks for more loads the explorer. Messages
// are taken from the page around the frame alone, and from the one origin that it has shown first. They can
// set a theme and a filter, and nothing else.
(() => {
  const page = document.documentElement
  // What is the frame's and not the link's.
  const OWN = ['show', 'theme', 'chrome', 'features', 'lang']
  const PARTS = {
    explorer: 'search filters line sort chart controls views around link',
    results: 'line around link',
    chart: 'link',
    incident: 'link',
  }
  const LONGEST = 4000
  const here = document.currentScript.dataset

  // Those that words/ has; for any other, the reader's own is a better guess.
  const LANGUAGES = ['en', 'de']

  const asked = new URLSearchParams(location.search)
  const show = asked.get('show') || (asked.get('open') ? 'incident' : 'results')
  const known = (table, name) => (Object.hasOwn(table, name) ? table[name] : null)
  const chrome = known({ full: PARTS.explorer, none: '' }, asked.get('chrome')) ?? known(PARTS, show) ?? 'link'
  const parts = new Set(chrome.split(' '))
  for (const word of (asked.get('features') ?? '').split(/[\s,]+/)) {
    const part = word.replace(/^[+-]/, '')
    if (PARTS.explorer.split(' ').includes(part)) parts[word.startsWith('-') ? 'delete' : 'add'](part)
  }
  page.dataset.frame = [...parts].join(' ')
  page.dataset.show = show.split(':')[0]
  const dress = (theme) => ['light', 'dark'].includes(theme) && (page.dataset.theme = theme)
  dress(asked.get('theme'))

  // Links keep their spelling: what is not the frame's is left as it stands.
  const pairs = (search, own) => search.replace(/^\?/, '').split('&').filter((pair) => pair && OWN.includes(pair.split('=')[0]) === own)
  const query = (search) => pairs(search, false).join('&')
  const mine = pairs(location.search, true).filter((pair) => !pair.startsWith('lang=') || LANGUAGES.includes(asked.get('lang').slice(0, 2)))
  const replace = history.replaceState.bind(history)
  const settle = (search) => replace(null, '', `${location.pathname}?${[...pairs(search, false), ...mine].join('&')}`)

  /// What the explorer writes into its address replaces what stood there: the page around the frame has one
  /// history for both, and going back is the reader's way through that page.
  let told = query(location.search)
  settle(location.search)
  history.pushState = history.replaceState = (_state, _title, url) => {
    const { search } = new URL(url ?? '', location.href)
    settle(search)
    if (query(search) === told) return
    told = query(search)
    const filter = told.split('&').filter((pair) => !/^(open|view)=/.test(pair)).join('&')
    tell({ type: 'state', filter, incident: new URLSearchParams(search).get('open') })
  }

  // The page around the frame: who it is, and what it has not been told yet.
  let host = null
  let waiting = []
  const send = (message, to) => parent !== window && parent.postMessage({ failscope: 1, ...message }, to)
  // A page from a file or in a sandbox is called null, and no message can be addressed to that.
  const tell = (message) => (host ? send(message, host === 'null' ? '*' : host) : waiting.push(message))

  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || parent === window || data?.failscope !== 1 || origin !== (host ?? origin)) return
    host = origin
    waiting.splice(0).forEach(tell)
    if (data.type === 'theme') dress(data.theme)
    if (data.type === 'filter' && typeof data.filter === 'string' && data.filter.length <= LONGEST) {
      const search = ['open', 'view'].reduce((pairs, name) => {
        const kept = told.split('&').filter((pair) => pair.startsWith(`${name}=`))
        return [...pairs.filter((pair) => !pair.startsWith(`${name}=`)), ...kept]
      }, pairs(data.filter, false)).join('&')
      if (search === told) return
      told = search
      settle(search)
      dispatchEvent(new PopStateEvent('popstate'))
    }
  })
  send({ type: 'hello' }, '*')

  // Addresses inside the page would be steps of the history too.
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href^="#"]')
    const target = link && document.getElementById(decodeURIComponent(link.getAttribute('href').slice(1)))
    // What a frame leaves out is in the whole explorer, where the link then leads.
    if (!target) return
    event.preventDefault()
    target.scrollIntoView({ block: 'center' })
    target.setAttribute('tabindex', '-1')
    target.focus({ preventScroll: true })
  })

  addEventListener('DOMContentLoaded', () => {
    const { body } = document
    let [drawn, height] = [false, 0]
    const measure = () => {
      const now = Math.ceil(body.getBoundingClientRect().height)
      if (drawn && now !== height) tell({ type: 'height', height: (height = now) })
    }
    new ResizeObserver(measure).observe(body)
    const arrival = new MutationObserver(() => {
      // Two frames on a page are told apart by what they are about.
      for (const main of document.querySelectorAll('main')) {
        const about = main.querySelector('h1')?.textContent || document.title
        if (main.getAttribute('aria-label') !== about) main.setAttribute('aria-label', about)
      }
      if (drawn) return
      // Something failed counts as drawn: it says so, with a way to try again.
      if (!document.querySelector('main') || (document.querySelector('[aria-busy=true]') && !document.querySelector('[role=alert]'))) return
      drawn = true
      measure()
      tell({ type: 'ready', title: document.title })
    })
    arrival.observe(body, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-busy'] })

    const near = (path) => new URL(path, document.baseURI).href
    const place = document.getElementById('app')
    const explore = () => import(near(here.app)).then((app) => app.default({ module_or_path: near(here.program) }))
    if (show === 'chart' || show.startsWith('facet:')) {
      // What it needs is asked for beside it and not after it.
      import(near('embed/words.js'))
      import(near('embed/chart.js')).then(({ draw }) => draw(place, show, () => told, parts.has('link')))
    } else if (show === 'incident' && here.pages !== undefined) {
      import(near('embed/incident.js'))
        .then(({ draw }) => draw(place, asked.get('open') ?? '', asked.get('lang'), parts.has('link')))
        .then((drawn) => drawn || explore(), explore)
    } else {
      explore()
    }
  })
})()
