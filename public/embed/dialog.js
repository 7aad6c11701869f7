// The dialog that offers the present view to other pages: what to write into them, and how it will look.
//
// Loaded when somebody asks for it, and run again each time. It knows the explorer by its address alone; the
// preview is a real embed. It stores nothing, and no text reaches the page but as text.
(async () => {
  const site = new URL('./', location.href.split(/[?#]/)[0]).href
  const near = (path) => new URL(path, site).href
  const { spoken, speaker } = await import(near('embed/words.js'))
  const lang = spoken(document.documentElement.lang)
  const say = speaker(lang)

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

  // What can be chosen, by what the choice is called in attributes and snippets.
  const VIEWS = { explorer: 'EmbedExplorer', list: 'EmbedList', table: 'EmbedTable', timeline: 'EmbedTimeline' }
  const THEMES = { auto: 'EmbedThemeAuto', light: 'EmbedThemeLight', dark: 'EmbedThemeDark' }
  const CHROMES = { compact: 'EmbedChromeCompact', full: 'EmbedChromeFull', none: 'EmbedChromeNone' }
  const FORMS = { element: 'EmbedElement', iframe: 'EmbedFrame', markdown: 'EmbedMarkdown', picture: 'EmbedPicture' }
  const SYSTEMS = [['mdbook', 'mdBook'], ['mkdocs', 'MkDocs'], ['sphinx', 'Sphinx'], ['docusaurus', 'Docusaurus']]
  const named = (choices) => Object.entries(choices).map(([choice, name]) => [choice, say(name)])

  const isChart = () => wanted.view === 'chart' || wanted.view.startsWith('facet:')
  const title = () => document.title || say('EmbedWhole')

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

  function select(name, label, options) {
    const choice = make('select', { id: `embed-${name}`, onchange: () => { wanted[name] = choice.value; show() } },
      ...options.map(([value, text]) => make('option', { value, selected: value === wanted[name] }, text)))
    return make('label', {}, `${say(label)} `, choice)
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
      pictures.textContent = say('EmbedNoPicture')
      code.value = ''
      return
    }
    const now = wanted.view
    const { links, text } = await import(near('embed/picture.js')).then(({ pictures }) => pictures(now, filter))
    if (wanted.view !== now || wanted.form !== 'picture') return
    alternative = text
    code.value = SNIPPETS.picture()
    pictures.replaceChildren(`${say('EmbedSave')} `, ...links.flatMap((link) => [link, ' ']))
  }

  const copy = make('button', {
    className: 'primary',
    onclick: async () => {
      const done = await navigator.clipboard?.writeText(code.value).then(() => true, () => false)
      if (!done) code.select()
      said.textContent = say(done ? 'EmbedCopied' : 'EmbedRefused')
    },
  }, say('EmbedCopy'))

  async function open() {
    document.querySelector('dialog.embedder')?.remove()
    if (!document.querySelector('link[href$="embed/dialog.css"]')) document.head.append(style)
    if (!customElements.get('failscope-embed')) await import(near('embed.js'))
    const { overview } = await import(near('embed/chart.js'))
    const { labels, facets } = await overview().catch(() => ({ labels: {}, facets: {} }))
    const charts = Object.keys(facets).map((id) => [`facet:${id}`, say('EmbedChart', labels[id].label)])
    const views = [...(incident ? [['incident', say('EmbedIncident')]] : []), ...named(VIEWS), ['chart', say('EmbedChart', say('OverTime'))], ...charts]
    const height = make('input', { type: 'text', inputMode: 'numeric', size: 6, id: 'embed-height', onchange: () => { wanted.height = /^\d{2,5}$/.test(height.value) ? height.value : ''; show() } })
    const dialog = make('dialog', { className: 'embedder', onclose: () => dialog.remove() },
      make('div', { className: 'head' }, make('h2', { id: 'embed-title' }, say('EmbedTitle')), make('button', { onclick: () => dialog.close(), id: 'embed-close' }, say('Close'))),
      make('div', { className: 'choices' },
        select('view', 'EmbedView', views), select('theme', 'EmbedTheme', named(THEMES)), select('chrome', 'EmbedChrome', named(CHROMES)),
        make('label', {}, `${say('EmbedHeight')} `, height, make('span', { className: 'aside' }, say('EmbedPixels'))),
        select('form', 'EmbedForm', [...named(FORMS), ...SYSTEMS])),
      make('label', { htmlFor: 'embed-code' }, say('EmbedCode')), code,
      make('div', { className: 'do' }, copy, said), pictures,
      make('h3', {}, say('EmbedPreview')), preview)
    dialog.setAttribute('aria-labelledby', 'embed-title')
    document.body.append(dialog)
    dialog.showModal()
    show()
  }
  open()
})()
