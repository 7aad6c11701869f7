// Static server on 127.0.0.1: sends the .gz beside a file where there is one, sets the headers that
// make a page cross-origin isolated (5 µs clock, memory measurement), and counts the bytes it sends.
import http from 'node:http';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { DATA, ENGINE, ROOT } from './prep.mjs';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' };
const MOUNTS = { '/page/': path.join(ROOT, 'page'), '/adapters/': path.join(ROOT, 'adapters'), '/engine/': ENGINE, '/data/': DATA };
const HEADERS = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Resource-Policy': 'same-origin', 'Cache-Control': 'no-store' };
const zipped = new Map();

export function serve() {
  const log = [];
  const server = http.createServer((request, response) => {
    const url = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const mount = Object.keys(MOUNTS).find((prefix) => url.startsWith(prefix));
    const file = mount && path.join(MOUNTS[mount], path.normalize('/' + url.slice(mount.length)));
    if (!file || !fs.existsSync(file) || !fs.statSync(file).isFile()) { response.writeHead(url === '/favicon.ico' ? 204 : 404, HEADERS); return response.end(); }
    const headers = { ...HEADERS, 'Content-Type': TYPES[path.extname(file)] || 'application/octet-stream', 'Content-Encoding': 'gzip' };
    const raw = fs.statSync(file).size;
    if (fs.existsSync(file + '.gz')) {
      const sent = fs.statSync(file + '.gz').size;
      log.push({ url, raw, sent });
      response.writeHead(200, { ...headers, 'Content-Length': sent });
      return fs.createReadStream(file + '.gz').pipe(response);
    }
    // what a host that compresses would send; code only, so it is small
    const key = file + fs.statSync(file).mtimeMs;
    if (!zipped.has(key)) zipped.set(key, zlib.gzipSync(fs.readFileSync(file), { level: 6 }));
    const body = zipped.get(key);
    log.push({ url, raw, sent: body.length });
    response.writeHead(200, { ...headers, 'Content-Length': body.length });
    response.end(body);
  });
  return new Promise((ok) => server.listen(0, '127.0.0.1', () => ok({
    origin: `http://127.0.0.1:${server.address().port}`, log, close: () => { server.closeAllConnections(); server.close(); },
    bytes(since) {
      const sum = (rows, k) => rows.reduce((a, r) => a + r[k], 0), isData = (r) => r.url.startsWith('/data/');
      const data = log.slice(since).filter(isData), code = log.slice(since).filter((r) => !isData(r));
      return { codeRaw: sum(code, 'raw'), codeGzip: sum(code, 'sent'), dataRaw: sum(data, 'raw'), dataGzip: sum(data, 'sent') };
    },
  })));
}
