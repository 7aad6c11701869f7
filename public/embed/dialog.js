// The dialog that offers the present view to other pages: what to write into them, and how it will look.
//
// Loaded when somebody asks for it, and run again each time. It knows the explorer by its address alone; the
// preview is a real embed. It stores nothing, and no text reaches the page but as text.
(() => {
  const WORDS = {
    en: {
      title: 'Put this into another page',
      close: 'Close',
      view: 'What',
      views: { explorer: 'The explorer with its filters', list: 'A list', table: 'A table', timeline: 'Incidents on a line of time', chart: 'Chart: incidents over time' },
      facet: (label) => `Chart: ${label}`,
      incident: 'This incident',
      theme: 'Theme',
      themes: { auto: 'as the page has it', light: 'light', dark: 'dark' },
      chrome: 'Around it',
      chromes: { compact: 'what is usual', full: 'search, filters of words and order', none: 'nothing' },
      height: 'Height',
      pixels: 'as high as it is, or a number of pixels',
      form: 'As',
      forms: { element: 'an element: follows the theme, fits its height', iframe: 'a frame: where pages allow nothing else', markdown: 'a link in Markdown', picture: 'a picture, light and dark', mdbook: 'mdBook', mkdocs: 'MkDocs', sphinx: 'Sphinx', docusaurus: 'Docusaurus' },
      code: 'Write this',
      copy: 'Copy',
      copied: 'It is in your clipboard.',
      refused: 'The browser keeps its clipboard to itself: the text is selected, copy it with your keyboard.',
      preview: 'Preview',
      pictures: 'Save beside your page:',
      nopicture: 'Only charts become pictures: choose a chart.',
      whole: 'Failures of software',
    },
    de: {
      title: 'In eine andere Seite einbetten',
      close: 'Schließen',
      view: 'Was',
      views: { explorer: 'Alles mit den Filtern', list: 'Eine Liste', table: 'Eine Tabelle', timeline: 'Vorfälle auf einer Zeitachse', chart: 'Diagramm: Vorfälle im Lauf der Zeit' },
      facet: (label) => `Diagramm: ${label}`,
      incident: 'Dieser Vorfall',
      theme: 'Farben',
      themes: { auto: 'wie die Seite', light: 'hell', dark: 'dunkel' },
      chrome: 'Drumherum',
      chromes: { compact: 'das Übliche', full: 'Suche, Auswahl und Reihenfolge', none: 'nichts' },
      height: 'Höhe',
      pixels: 'so hoch wie nötig, oder eine Zahl in Pixeln',
      form: 'Als',
      forms: { element: 'Element: folgt den Farben, passt die Höhe an', iframe: 'Rahmen: wo sonst nichts erlaubt ist', markdown: 'Link in Markdown', picture: 'Bild, hell und dunkel', mdbook: 'mdBook', mkdocs: 'MkDocs', sphinx: 'Sphinx', docusaurus: 'Docusaurus' },
      code: 'Zu schreiben ist',
      copy: 'Kopieren',
      copied: 'Es ist in der Zwischenablage.',
      refused: 'Der Browser gibt die Zwischenablage nicht her: Der Text ist ausgewählt, kopieren Sie ihn mit der Tastatur.',
      preview: 'Vorschau',
      pictures: 'Neben der Seite ablegen:',
      nopicture: 'Nur Diagramme werden zu Bildern: Wählen Sie eines.',
      whole: 'Fehler von Software',
    },
  }
  const lang = document.documentElement.lang.slice(0, 2)
  const words = Object.hasOwn(WORDS, lang) ? WORDS[lang] : WORDS.en
  const site = new URL('./', location.href.split(/[?#]/)[0]).href
  const near = (path) => new URL(path, site).href

  const pairs = location.search.replace(/^\?/, '').split('&').filter(Boolean)
  const of = (name) => pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
  const incident = of('open') && decodeURIComponent(of('open').replaceAll('+', ' '))
  const filter = pairs.filter((pair) => !/^(open|view|lang)=/.test(pair)).join('&')
  const wanted = { view: incident ? 'incident' : (of('view') ?? 'list'), theme: 'auto', chrome: 'compact', height: '', form: 'element' }

  function make(tag, properties, ...children) {
    const node = document.createElement(tag)
    for (const [name, value] of Object.entries(properties)) name in node ? (node[name] = value) : node.setAttribute(name, value)
    node.append(...children)
    return node
  }
  const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  const attributes = (all) => Object.entries(all).filter(([, value]) => value).map(([name, value]) => ` ${name}="${escaped(value)}"`).join('')

  const isChart = () => wanted.view === 'chart' || wanted.view.startsWith('facet:')
  const title = () => document.title || words.whole

  /// What the element and the frame are told.
  const asked = () => ({
    view: wanted.view === 'incident' ? '' : wanted.view,
    incident: wanted.view === 'incident' ? incident : '',
    filter: wanted.view === 'incident' ? '' : filter,
    theme: wanted.theme === 'auto' ? '' : wanted.theme,
    chrome: wanted.chrome === 'compact' ? '' : wanted.chrome,
    height: wanted.height,
    lang: lang === 'en' ? '' : lang,
  })
  function address(page) {
    const { view, incident, filter, theme, chrome } = asked()
    const isView = ['table', 'timeline'].includes(view)
    const all = [filter, isView && `view=${view}`, incident && `open=${encodeURIComponent(incident)}`]
    const show = view && !isView && view !== 'list' && `show=${view}`
    if (page) all.push(show, theme && `theme=${theme}`, chrome && `chrome=${chrome}`)
    const search = all.filter(Boolean).join('&')
    return near(page) + (search && `?${search}`)
  }

  const element = () => `<failscope-embed${attributes(asked())}>\n  <a href="${escaped(address(''))}">${escaped(title())}</a>\n</failscope-embed>`
  const script = () => `<script src="${near('embed.js')}" defer></script>`
  const SNIPPETS = {
    element: () => `${element()}\n${script()}`,
    iframe: () => `<iframe${attributes({ src: address('embed.html'), title: title(), width: '100%', height: wanted.height || '480' })} frameborder="0" loading="lazy" allow="clipboard-write" referrerpolicy="no-referrer"></iframe>`,
    markdown: () => `[${title().replace(/[[\]\\]/g, '\\$&')}](${address('').replaceAll('(', '%28').replaceAll(')', '%29')})`,
    picture: () => `<a href="${escaped(address(''))}"><picture>\n  <source srcset="failures-dark.svg" media="(prefers-color-scheme: dark)">\n  <img src="failures-light.svg" alt="${escaped(alternative)}">\n</picture></a>`,
    mdbook: () => `${element()}\n\n${script()}`,
    mkdocs: () => `# mkdocs.yml\nextra_javascript:\n  - ${near('embed.js')}\n\n# the page\n${element()}`,
    sphinx: () => `# conf.py\nhtml_js_files = [("${near('embed.js')}", {"defer": "defer"})]\n\n.. the page\n.. raw:: html\n\n${element().replace(/^/gm, '   ')}`,
    docusaurus: () => `// docusaurus.config\nscripts: [{ src: '${near('embed.js')}', defer: true }],\n\n// the page\n${element()}`,
  }
  let alternative = ''

  const code = make('textarea', { readOnly: true, rows: 7, spellcheck: false, id: 'embed-code' })
  const said = make('p', { role: 'status', className: 'aside' })
  const preview = make('div', { className: 'preview' })
  const pictures = make('p', { className: 'pictures' })
  const style = make('link', { rel: 'stylesheet', href: near('embed/dialog.css') })

  function select(name, options) {
    const choice = make('select', { id: `embed-${name}`, onchange: () => { wanted[name] = choice.value; show() } },
      ...options.map(([value, text]) => make('option', { value, selected: value === wanted[name] }, text)))
    return make('label', {}, `${words[name]} `, choice)
  }

  function show() {
    code.value = SNIPPETS[wanted.form]()
    said.textContent = ''
    const embed = make('failscope-embed', { src: site })
    for (const [name, value] of Object.entries(asked())) if (value) embed.setAttribute(name, value)
    preview.replaceChildren(embed)
    pictures.replaceChildren()
    if (wanted.form === 'picture') draw()
  }

  /// Pictures of the numbers that the preview shows, drawn when they are asked for.
  async function draw() {
    if (!isChart()) {
      pictures.textContent = words.nopicture
      code.value = ''
      return
    }
    const now = wanted.view
    const { links, text } = await import(near('embed/picture.js')).then(({ pictures }) => pictures(now, filter))
    if (wanted.view !== now || wanted.form !== 'picture') return
    alternative = text
    code.value = SNIPPETS.picture()
    pictures.replaceChildren(`${words.pictures} `, ...links.flatMap((link) => [link, ' ']))
  }

  const copy = make('button', {
    className: 'primary',
    onclick: async () => {
      const done = await navigator.clipboard?.writeText(code.value).then(() => true, () => false)
      if (!done) code.select()
      said.textContent = done ? words.copied : words.refused
    },
  }, words.copy)

  async function open() {
    document.querySelector('dialog.embedder')?.remove()
    if (!document.querySelector('link[href$="embed/dialog.css"]')) document.head.append(style)
    if (!customElements.get('failscope-embed')) await import(near('embed.js'))
    const { overview } = await import(near('embed/chart.js'))
    const { labels, facets } = await overview().catch(() => ({ labels: {}, facets: {} }))
    const charts = Object.keys(facets).map((id) => [`facet:${id}`, words.facet(labels[id].label)])
    const views = [...(incident ? [['incident', words.incident]] : []), ...Object.entries(words.views), ...charts]
    const height = make('input', { type: 'text', inputMode: 'numeric', size: 6, id: 'embed-height', onchange: () => { wanted.height = /^\d{2,5}$/.test(height.value) ? height.value : ''; show() } })
    const dialog = make('dialog', { className: 'embedder', onclose: () => dialog.remove() },
      make('div', { className: 'head' }, make('h2', { id: 'embed-title' }, words.title), make('button', { onclick: () => dialog.close(), id: 'embed-close' }, words.close)),
      make('div', { className: 'choices' },
        select('view', views), select('theme', Object.entries(words.themes)), select('chrome', Object.entries(words.chromes)),
        make('label', {}, `${words.height} `, height, make('span', { className: 'aside' }, words.pixels)),
        select('form', Object.entries(words.forms))),
      make('label', { htmlFor: 'embed-code' }, words.code), code,
      make('div', { className: 'do' }, copy, said), pictures,
      make('h3', {}, words.preview), preview)
    dialog.setAttribute('aria-labelledby', 'embed-title')
    document.body.append(dialog)
    dialog.showModal()
    show()
  }
  open()
})()
