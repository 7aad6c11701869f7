// <failscope-embed>: one line that puts a chart, a list or an incident of a Failscope site into a page.
//
// A classic script or a module; it may run twice, or where there is no page. It keeps a place, opens the
// site's embed.html in a frame when the reader comes near, and hands theme and messages on. It injects
// nothing, and believes only its own frame. docs/embedding.md says how it is used.
(() => {
  if (typeof customElements === 'undefined' || customElements.get('failscope-embed')) return

  // The site, where no src names another: the one that this script came from.
  const own = (document.currentScript || document.querySelector('script[src^="embed.js"],script[src*="/embed.js"]'))?.src
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const RESERVED = { explorer: 720, chart: 300, incident: 640 }
  const MOST = 30000

  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
    :host { display: block; margin-block: 1em }
    :host([hidden]) { display: none }
    div { position: relative; box-sizing: border-box; overflow: hidden; border-radius: 6px;
      border: 1px solid color-mix(in srgb, currentColor 22%, transparent) }
    iframe { display: block; width: 100%; border: 0 }
    p { margin: 0; padding: 1em }
    a { color: inherit }
    .waits iframe { position: absolute; inset: 0; opacity: 0; pointer-events: none }
    .waits.bare { background: linear-gradient(100deg, transparent 40%, color-mix(in srgb, currentColor 9%, transparent) 50%,
      transparent 60%) 100% / 300% }
    div:not(.waits) > p { display: none }
    @media (prefers-reduced-motion: no-preference) { .waits.bare { animation: shimmer 1.6s infinite linear } }
    @keyframes shimmer { to { background-position: 0 } }
    @media print { .told iframe { display: none } .told > p { display: block !important } }`)

  /// What the page says of itself, else the colour scheme that it declares, else whether its words are light.
  function themeAround(element) {
    const known = { light: 'light', default: 'light', rust: 'light', dark: 'dark', slate: 'dark', coal: 'dark', navy: 'dark', ayu: 'dark' }
    const system = dark.matches ? 'dark' : 'light'
    for (const node of [document.body, document.documentElement]) {
      for (const name of ['data-theme', 'data-md-color-scheme', 'data-bs-theme', 'data-color-scheme', 'data-color-mode']) {
        const said = node.getAttribute(name)
        if (said === 'auto' || said === 'system') return system
        if (Object.hasOwn(known, said)) return known[said]
      }
      for (const name of node.classList) if (name !== 'default' && Object.hasOwn(known, name)) return known[name]
    }
    const { colorScheme, color } = getComputedStyle(element)
    if (/dark/.test(colorScheme)) return /light/.test(colorScheme) ? system : 'dark'
    const [r, g, b] = color.match(/[\d.]+/g) ?? [0, 0, 0]
    return r * 0.3 + g * 0.6 + b * 0.1 > 140 ? 'dark' : 'light'
  }

  customElements.define('failscope-embed', class extends HTMLElement {
    static observedAttributes = ['src', 'view', 'filter', 'incident', 'theme', 'chrome', 'features', 'height', 'lang']

    #box = document.createElement('div')
    #link = document.createElement('a')
    #frame = null
    #stop = null
    #due = false
    #near = false
    #theme = ''
    #wish = null
    #state = {}

    constructor() {
      super()
      const words = document.createElement('p')
      const slot = document.createElement('slot')
      slot.append(this.#link)
      words.append(slot)
      this.#box.append(words)
      const root = this.attachShadow({ mode: 'open' })
      root.adoptedStyleSheets = [sheet]
      root.append(this.#box)
    }

    get state() {
      const { met, ...state } = this.#state
      return { ...state, theme: this.#theme }
    }

    /// Shows another selection, spelled as in a link of the explorer. Before the frame is there, it is kept.
    setFilter(filter) {
      this.#state.filter = this.#wish = String(filter ?? '').replace(/^\?/, '')
      this.#tell({ type: 'filter', filter: this.#wish })
    }

    connectedCallback() {
      const stop = new AbortController()
      const { signal } = stop
      const look = () => this.#dress()
      const page = [document.documentElement, document.body]
      addEventListener('message', (event) => this.#hear(event), { signal })
      addEventListener('load', look, { signal })
      dark.addEventListener('change', look, { signal })
      // Where colours fade, the last word is the one at the end.
      document.addEventListener('transitionend', ({ target }) => page.includes(target) && look(), { signal })
      const signals = new MutationObserver(look)
      for (const node of page) signals.observe(node, { attributes: true })
      const near = new IntersectionObserver((seen) => {
        if (!seen.some(({ isIntersecting }) => isIntersecting)) return
        near.disconnect()
        this.#near = true
        // A frame that begins earlier would hold up the page's own arrival.
        if (document.readyState === 'complete') this.#open()
        else addEventListener('load', () => this.#frame || this.#open(), { signal, once: true })
      }, { rootMargin: '400px' })
      this.#stop = () => {
        stop.abort()
        signals.disconnect()
        near.disconnect()
      }
      this.#wait()
      near.observe(this)
    }

    disconnectedCallback() {
      this.#stop()
      this.#frame?.remove()
      this.#frame = null
      this.#near = false
    }

    attributeChangedCallback(name, before, now) {
      if (!this.isConnected || before === now) return
      if (name === 'theme') this.#dress()
      else if (name === 'height') this.#fit()
      else if (name === 'filter') this.setFilter(now)
      else if (!this.#due) {
        // Another frame, once for however many attributes change together.
        this.#due = true
        queueMicrotask(() => {
          this.#due = false
          if (!this.isConnected) return
          this.#frame?.remove()
          this.#wait()
          if (this.#near) this.#open()
        })
      }
    }

    #view() {
      return this.getAttribute('view') || (this.getAttribute('incident') ? 'incident' : 'list')
    }

    /// The address of the frame, or of the whole explorer; null where src is no address on the web.
    #url(page) {
      let url = null
      try {
        url = new URL(page, new URL(this.getAttribute('src') || own, document.baseURI))
      } catch {}
      if (!/^https?:$/.test(url?.protocol)) return null
      const ask = new URLSearchParams(this.#state.filter)
      for (const name of ['show', 'theme', 'chrome', 'features', 'open']) ask.delete(name)
      const [view, incident] = [this.#view(), this.getAttribute('incident')]
      if (['table', 'timeline'].includes(view)) ask.set('view', view)
      if (incident) ask.set('open', incident)
      const lang = this.closest('[lang]')?.lang
      if (lang) ask.set('lang', lang)
      if (page) {
        ask.set('show', ['list', 'table', 'timeline'].includes(view) ? 'results' : view)
        for (const name of ['chrome', 'features']) if (this.getAttribute(name)) ask.set(name, this.getAttribute(name))
        ask.set('theme', this.#theme)
      }
      url.search = ask
      return url
    }

    /// Before the frame is there: a place of the right size, with what the author wrote for this case.
    #wait() {
      this.#frame = null
      this.#dress()
      this.#state = { ready: false, filter: this.#wish ?? this.getAttribute('filter') ?? '', incident: this.getAttribute('incident'), height: 0 }
      const whole = this.#url('')
      this.#link.textContent = whole ? 'Failscope' : ''
      if (whole) this.#link.href = whole
      this.#box.className = this.childNodes.length ? 'waits told' : 'waits bare'
      this.#fit()
    }

    #open() {
      const url = this.#url('embed.html')
      if (!url) return this.#box.classList.remove('bare')
      const frame = document.createElement('iframe')
      frame.src = url
      frame.title = this.title || this.getAttribute('aria-label') || 'Failscope'
      frame.allow = 'clipboard-write'
      frame.referrerPolicy = 'no-referrer'
      // Between pages of one origin these words protect nothing, and browsers say so on the console.
      if (url.origin !== location.origin) frame.sandbox = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads'
      this.#frame = frame
      this.#box.append(frame)
    }

    /// Looks at the page again, and tells the frame where it has changed.
    #dress() {
      const asked = this.getAttribute('theme')
      const theme = ['light', 'dark'].includes(asked) ? asked : themeAround(this)
      if (theme === this.#theme) return
      this.#theme = theme
      this.#tell({ type: 'theme', theme })
    }

    /// The height that is asked for, that of the frame's content, or a guess.
    #fit() {
      const [, asked] = /^(\d{1,5})(px)?$/.exec(this.getAttribute('height')?.trim() ?? '') ?? []
      const fixed = asked ?? (this.#view() === 'explorer' && this.getAttribute('height') !== 'auto' ? RESERVED.explorer : null)
      const { ready, height } = this.#state
      this.#box.style.minHeight = ready ? '' : `${fixed ?? RESERVED[this.#view()] ?? 480}px`
      if (this.#frame) this.#frame.style.height = ready ? `${fixed ?? height}px` : ''
    }

    #tell(message) {
      if (this.#state.met) this.#frame?.contentWindow?.postMessage({ failscope: 1, ...message }, this.#url('').origin)
    }

    #hear({ source, origin, data }) {
      if (!this.#frame || source !== this.#frame.contentWindow || origin !== this.#url('')?.origin || data?.failscope !== 1) return
      const state = this.#state
      const said = (name, detail) => this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }))
      if (data.type === 'hello') {
        // What was wished before the frame could hear, all at once.
        state.met = true
        this.#tell({ type: 'theme', theme: this.#theme })
        this.#tell({ type: 'filter', filter: state.filter })
      } else if (data.type === 'height' && data.height >= 0) {
        state.height = Math.min(Math.ceil(data.height), MOST)
        this.#fit()
      } else if (data.type === 'ready' && !state.ready) {
        state.ready = true
        if (!this.title && typeof data.title === 'string') this.#frame.title = data.title
        this.#box.classList.remove('waits', 'bare')
        this.#fit()
        said('ready', this.state)
      } else if (data.type === 'state' && typeof data.filter === 'string') {
        const before = { ...state }
        state.filter = data.filter
        state.incident = typeof data.incident === 'string' ? data.incident : null
        if (state.filter !== before.filter) said('filterchange', { filter: state.filter })
        if (state.incident !== before.incident) {
          said('select', { incident: state.incident })
          // A short page after a long list would leave the reader beneath it.
          if (this.getBoundingClientRect().top < 0) this.scrollIntoView()
        }
      }
    }
  })
})()
