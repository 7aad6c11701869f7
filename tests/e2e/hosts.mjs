// Pages of other people, on an origin of their own: a hand-made one and sites of documentation systems, each
// under a strict content security policy that names the site of the embeds and nothing else.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BASE, PORT } from './serve.mjs'

export const HOST_PORT = PORT + 1
export const SITE = `http://127.0.0.1:${PORT}${BASE.slice(0, -1)}`
const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.xml': 'text/xml', '.woff2': 'font/woff2' }

/// Where each page lies: what `cargo xtask test` built, and the hand-made one.
function file(pathname) {
  const [, name, ...rest] = normalize(decodeURIComponent(pathname)).split('/')
  const folder = name === 'plain' ? at('../embeds/plain') : at(`../../target/embeds/${name}`)
  const path = join(folder, ...rest)
  if (existsSync(path) && statSync(path).isDirectory()) return join(path, 'index.html')
  return existsSync(path) ? path : existsSync(`${path}.html`) ? `${path}.html` : null
}

/// The sources name the site and themselves by addresses that nobody has.
const here = (text) => text.replaceAll('https://failures.example/', `${SITE}/`).replaceAll('https://docs.example/', `http://127.0.0.1:${HOST_PORT}/`)

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/// The systems' own scripts and styles inside their pages are admitted one by one, by their hashes.
function policy(html) {
  const { origin } = new URL(SITE)
  const inside = (pattern) => [...new Set([...html.matchAll(pattern)].map(([, text]) => hash(text)))].join(' ')
  const scripts = inside(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)
  const styles = `${inside(/<style[^>]*>([\s\S]*?)<\/style>/g)} ${inside(/\sstyle="([^"]*)"/g)}`
  return `default-src 'self'; script-src 'self' ${origin} ${scripts}; style-src 'self' 'unsafe-hashes' ${styles}; frame-src ${origin}; img-src 'self' data:; object-src 'none'; base-uri 'self'`
}

export function hosts() {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    const path = file(pathname)
    // Browsers ask for it, whether or not a page has one.
    if (pathname === '/favicon.ico') return response.writeHead(204).end()
    if (!path) return response.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
    if (!extname(pathname) && !pathname.endsWith('/') && path.endsWith('/index.html')) return response.writeHead(301, { location: `${pathname}/` }).end()
    const headers = { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', 'cache-control': 'no-cache' }
    const isText = /\.(html|js|xml)$/.test(path)
    const html = isText ? here(readFileSync(path, 'utf8')) : readFileSync(path)
    if (!path.endsWith('.html')) return response.writeHead(200, headers).end(html)
    response.writeHead(200, { ...headers, 'content-security-policy': policy(html) }).end(html)
  }).listen(HOST_PORT, '127.0.0.1')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) hosts()
