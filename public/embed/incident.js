// One incident in a frame, from the page that `failscope build` wrote for it: no explorer is loaded.
//
// Only the main part of a page of ours, from this very site, is taken; it carries no script, and none would
// run. Where there is no such page, or not in the language that was asked for, the explorer shows it.

/// Draws an incident into a place, with a link to the collection; false where that is the explorer's work.
export async function draw(place, id, language, link) {
  const address = new URL(`incident/${encodeURIComponent(id)}/index.html`, document.baseURI)
  const response = await fetch(address, { cache: 'no-cache' }).catch(() => null)
  if (!response?.ok) return false
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const main = page.querySelector('meta[name="generator"][content="failscope build"]') && page.querySelector('main')
  if (!main || (language && language.slice(0, 2) !== page.documentElement.lang.slice(0, 2))) return false
  for (const node of main.querySelectorAll('[href]')) {
    const href = node.dataset.app ?? node.getAttribute('href')
    if (href.startsWith('#')) continue
    const url = new URL(href, address)
    if (/^(https?|mailto):$/.test(url.protocol)) node.setAttribute('href', url)
    else node.removeAttribute('href')
  }
  for (const node of main.querySelectorAll('script, iframe, object, embed')) node.remove()
  const sheets = [...page.querySelectorAll('link[rel="stylesheet"]')].map((sheet) => {
    const own = document.createElement('link')
    Object.assign(own, { rel: 'stylesheet', href: new URL(sheet.getAttribute('href'), address) })
    return new Promise((resolve) => {
      own.onload = own.onerror = resolve
      document.head.append(own)
    })
  })
  await Promise.all(sheets)
  document.documentElement.lang = page.documentElement.lang
  document.title = page.title
  if (link) {
    const whole = document.createElement('p')
    const way = document.createElement('a')
    whole.className = 'whole'
    way.href = `./?open=${encodeURIComponent(id)}`
    way.textContent = page.title.split(' · ').at(-1)
    whole.append(way)
    main.append(whole)
  }
  main.dataset.testid = 'incident'
  place.replaceChildren(document.adoptNode(main))
  return true
}
