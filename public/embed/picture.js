// A chart as a picture: SVG and PNG, light and dark, drawn from the numbers of chart.js. It only makes links
// to files that the reader may keep.
import { language, numbers } from './chart.js'

const COLOURS = {
  light: { page: '#ffffff', ink: '#1b1d20', soft: '#565a61', mark: '#7d9cc6', line: '#565a61' },
  dark: { page: '#1d2024', ink: '#e6e3dc', soft: '#a9abae', mark: '#5b82b8', line: '#a9abae' },
}
const WIDTH = 720
/// The most characters of a label that fit beside its bar.
const LONGEST = 34
const NAMESPACE = 'http://www.w3.org/2000/svg'

function draw({ name, title, about, rows, time }, theme, written) {
  const colours = COLOURS[theme]
  const height = time ? 300 : 70 + rows.length * 24 + 16
  const make = (parent, tag, attributes, text) => {
    const node = document.createElementNS(NAMESPACE, tag)
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
    if (text !== undefined) node.textContent = text
    parent?.append(node)
    return node
  }
  const svg = make(null, 'svg', { xmlns: NAMESPACE, width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}`, 'font-family': 'system-ui, sans-serif', role: 'img' })
  make(svg, 'title', {}, `${name}: ${title}`)
  make(svg, 'rect', { width: WIDTH, height, fill: colours.page })
  make(svg, 'text', { x: 16, y: 30, 'font-size': 18, 'font-weight': 600, fill: colours.ink }, name)
  make(svg, 'text', { x: 16, y: 50, 'font-size': 12, fill: colours.soft }, `${title}: ${about}`)
  const most = Math.max(1, ...rows.map(({ count }) => count))
  if (time) {
    const [top, foot, wide] = [76, height - 32, (WIDTH - 32) / Math.max(1, rows.length)]
    const step = [1, 2, 5, 10, 20, 50, 100].find((step) => rows.length <= step * 8) ?? rows.length
    make(svg, 'text', { x: 16, y: top - 6, 'font-size': 11, fill: colours.soft }, written(most))
    rows.forEach(({ label, count }, at) => {
      const high = ((foot - top) * count) / most
      if (count) make(svg, 'rect', { x: (16 + at * wide).toFixed(1), y: (foot - high).toFixed(1), width: Math.max(0.5, wide - 1).toFixed(1), height: high.toFixed(1), fill: colours.mark })
      if (label.length > 4 ? at % step === 0 : Number(label) % step === 0) make(svg, 'text', { x: (16 + at * wide).toFixed(1), y: foot + 16, 'font-size': 11, fill: colours.soft }, label)
    })
    make(svg, 'line', { x1: 16, x2: WIDTH - 16, y1: foot, y2: foot, stroke: colours.line })
  } else {
    const room = WIDTH - 250 - 70
    rows.forEach(({ label, count }, at) => {
      const y = 70 + at * 24
      make(svg, 'text', { x: 16, y: y + 14, 'font-size': 13, fill: colours.ink }, label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label)
      make(svg, 'rect', { x: 250, y: y + 3, width: ((room * count) / most).toFixed(1), height: 14, rx: 2, fill: colours.mark })
      make(svg, 'text', { x: WIDTH - 16, y: y + 14, 'font-size': 13, 'text-anchor': 'end', fill: colours.ink }, written(count))
    })
  }
  return svg
}

async function painted(url, height) {
  const image = new Image(WIDTH, height)
  image.src = url
  await image.decode()
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: WIDTH * 2, height: height * 2 })
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}

function link(name, blob) {
  const node = document.createElement('a')
  Object.assign(node, { href: URL.createObjectURL(blob), download: name, textContent: name })
  return node
}

/// Links to the pictures of a chart, and what they say in words.
export async function pictures(show, filter) {
  const chart = await numbers(show, filter)
  const written = new Intl.NumberFormat(language()).format
  const links = []
  for (const theme of ['light', 'dark']) {
    const svg = draw(chart, theme, written)
    const blob = new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' })
    const vector = link(`failures-${theme}.svg`, blob)
    links.push(vector, link(`failures-${theme}.png`, await painted(vector.href, Number(svg.getAttribute('height')))))
  }
  const said = [...chart.rows].filter(({ count }) => count).sort((a, b) => b.count - a.count).slice(0, 12)
  return { links, text: `${chart.name}: ${said.map(({ label, count }) => `${label} ${written(count)}`).join(', ')}` }
}
