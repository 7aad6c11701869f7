// A static host in miniature: dist/ under a sub-path, the right types, nothing else.
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

export const PORT = Number(process.env.E2E_PORT || 4173)
export const BASE = '/failures/explorer/'
export const SITE_FOLDER = fileURLToPath(new URL('../../dist', import.meta.url))
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'self'; form-action 'none'"
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json', '.svg': 'image/svg+xml', '.md': 'text/markdown; charset=utf-8', '.xml': 'application/xml', '.atom': 'application/atom+xml' }

export function serve(folder = SITE_FOLDER) {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    const inside = pathname.startsWith(BASE) ? decodeURIComponent(pathname.slice(BASE.length)).replace(/(^|\/)$/, '$1index.html') : null
    const file = inside === null ? null : join(folder, normalize(`/${inside}`))
    if (!file || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
      return
    }
    // What docs/embedding.md recommends for the frame.
    const policy = inside === 'embed.html' ? { 'content-security-policy': POLICY } : {}
    response.writeHead(200, { ...policy, 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-length': statSync(file).size, 'cache-control': 'no-cache' })
    createReadStream(file).pipe(response)
  }).listen(PORT, '127.0.0.1')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) serve()
