// A static host in miniature: dist/ under a sub-path, the right types, nothing else.
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

export const PORT = Number(process.env.E2E_PORT || 4173)
export const BASE = '/failures/explorer/'
const SITE = fileURLToPath(new URL('../../dist', import.meta.url))
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json', '.svg': 'image/svg+xml', '.md': 'text/markdown; charset=utf-8', '.xml': 'application/xml', '.atom': 'application/atom+xml' }

export function serve() {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    const inside = pathname.startsWith(BASE) ? decodeURIComponent(pathname.slice(BASE.length)).replace(/(^|\/)$/, '$1index.html') : null
    const file = inside === null ? null : join(SITE, normalize(`/${inside}`))
    if (!file || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
      return
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-length': statSync(file).size, 'cache-control': 'no-cache' })
    createReadStream(file).pipe(response)
  }).listen(PORT, '127.0.0.1')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) serve()
