// What a static page gains from a program: the theme that its address or the visitor asks for, and
// links into the app, which can do more than the pages they lead to otherwise.
const root = document.documentElement
let theme = new URLSearchParams(location.search).get('theme')
try {
  theme ??= localStorage.getItem('failscope-theme')
} catch {
  // A frame may have no memory.
}
if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
addEventListener('DOMContentLoaded', () => {
  for (const link of document.querySelectorAll('a[data-app]')) link.setAttribute('href', link.dataset.app)
})
