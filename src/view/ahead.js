{
  const first = document.getElementById('first')
  let kept = {}
  try { kept = { ...localStorage } } catch { /* Not allowed here. */ }
  const of = (name) => kept[`failscope-${name}`]
  const language = of('language') || (SURE ? 'LANGUAGE' : navigator.language)
  if (of('theme')) document.documentElement.dataset.theme = of('theme')
  // Another screen was asked for, or this one is remembered otherwise.
  if (location.search || of('panels') || !language.toLowerCase().startsWith('LANGUAGE')) first.remove()
  else {
    // The program waits until this has been seen: what it has to do first holds the page.
    const next = (then) => (document.hidden ? then() : requestAnimationFrame(then))
    window.firstScreen = new Promise((seen) => next(() => next(() => setTimeout(seen))))
    if (of('seen')) first.querySelector('.welcome')?.remove()
    const steps = []
    // An element by what has a name around it, and which one of its kind it is there.
    const place = (element) => {
      const home = element.closest('[id],[data-testid]:not(li)')
      const name = home.id ? `#${CSS.escape(home.id)}` : `[data-testid=${CSS.escape(home.dataset.testid)}]`
      const kind = element.localName
      return { name: home === first ? '#app' : name, kind, which: [...home.querySelectorAll(kind)].indexOf(element) }
    }
    const find = ({ name, kind, which }) => {
      const home = document.querySelector(name)
      return which < 0 ? home : home?.querySelectorAll(kind)[which]
    }
    const keep = (event) => {
      const element = event.target.closest('a,button,summary,input,select')
      if (event.type === 'submit' || !element) return event.type === 'submit' && event.preventDefault()
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      const presses = event.type === 'click'
      if (presses && element.matches('select,[type=search],[type=text]')) return
      // What is ticked or unfolded shows it at once; where the program leads has to wait for it.
      if (presses && element.matches('a,button')) event.preventDefault()
      if (presses || !element.matches('[type=checkbox]')) steps.push([place(element), event.type, element.value])
    }
    for (const type of ['click', 'input', 'change', 'submit']) first.addEventListener(type, keep)
    const take = () => {
      const { activeElement: active, scrollingElement: { scrollTop } } = document
      const focus = first.contains(active) && place(active)
      const range = focus && active.matches('[type=search],[type=text]') && [active.selectionStart, active.selectionEnd]
      first.remove()
      const now = focus ? find(focus) : null
      now?.focus({ preventScroll: true })
      for (const [where, type, value] of steps) {
        const element = find(where)
        if (type === 'click') element?.click()
        else if (element) {
          element.value = value
          element.dispatchEvent(new Event(type, { bubbles: true }))
        }
      }
      if (range) now?.setSelectionRange(...range)
      document.scrollingElement.scrollTop = scrollTop
    }
    new MutationObserver((_, observer) => {
      if (!document.querySelector('#app .explorer, #app [data-testid=failed]')) return
      observer.disconnect()
      take()
    }).observe(document.body, { childList: true, subtree: true })
  }
}
