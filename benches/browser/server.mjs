// A static host on 127.0.0.1. It compresses what compresses, sets the headers that make a page
// cross-origin isolated (5 µs clock, memory measurement), and counts the bytes it sends. The app is
// served as the README tells people to: what has a hash in its name for ever, the rest asked for again.
import http from 'node:http';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { DATA, DIST, ROOT } from './prep.mjs';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json', '.wasm': 'application/wasm', '.bin': 'application/octet-stream' };
const MOUNTS = { '/page/': path.join(ROOT, 'page'), '/adapters/': path.join(ROOT, 'adapters'), '/packages/': path.join(ROOT, 'node_modules'), '/engine/': path.join(DIST, 'engine'), '/data/': DATA };
const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Resource-Policy': 'same-origin' };
const HASHED = /-[0-9a-f]{12,16}(_bg)?\.\w+$/;
const pressed = new Map();

/** A body in an encoding, made once: as hard as `failscope build --precompress` compresses it. */
function press(name, body, encoding) {
  const key = `${name} ${body.length} ${encoding}`;
  if (!pressed.has(key)) {
    const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants, quality = /bundle\.json|index-/.test(name) ? 10 : /parts/.test(name) ? 6 : 11;
    const how = { params: { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_SIZE_HINT]: body.length } };
    pressed.set(key, encoding === 'br' ? zlib.brotliCompressSync(body, how) : zlib.gzipSync(body, { level: 6 }));
  }
  return pressed.get(key);
}

/** The page of the app with hints and the first screen of this collection, as `failscope build` writes them. */
function hinted(site) {
  const manifest = JSON.parse(fs.readFileSync(path.join(site, 'bundle.json'), 'utf8')).site;
  const files = ['bundle.json', ...[manifest.index, manifest.heads[0]].map(([name]) => `parts/${name}.json`)];
  const hints = files.map((file) => `<link rel="preload" href="${file}" as="fetch" crossorigin>`).join('');
  const page = fs.readFileSync(path.join(DIST, 'index.html'), 'utf8').replace(/<link rel="?preload"? href="?(bundle\.json|parts\/)[^>]*>\s*/g, '');
  const first = fs.readFileSync(path.join(site, 'first.html'), 'utf8');
  const [before, after] = page.replace(/<!-- first screen -->.*<!-- \/ first screen -->/s, '').split('<div id="app"');
  return Buffer.from(`${before.replace('</head>', hints + '</head>')}${first}<div id="app"${after}`);
}

/** What stands at an address: its file, how long it may be kept, and whether it is data. */
function locate(url) {
  const app = /^\/app\/(\d+)\/(.*)$/.exec(url);
  if (app) {
    const site = path.join(DATA, app[1], 'site'), name = app[2] || 'index.html', data = /^(bundle\.json$|parts\/)/.test(name);
    const file = path.join(data ? site : DIST, path.normalize('/' + name));
    return { file, data, app: true, kept: HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache', body: name === 'index.html' ? () => hinted(site) : null };
  }
  const mount = Object.keys(MOUNTS).find((prefix) => url.startsWith(prefix));
  // Pagefind's program lies among the data it made.
  return mount && { file: path.join(MOUNTS[mount], path.normalize('/' + url.slice(mount.length))), data: mount === '/data/' && !/\/pagefind\/(pagefind[^/]*\.js|wasm\.)/.test(url), kept: 'no-store' };
}

export function serve() {
  const log = [];
  const server = http.createServer((request, response) => {
    const url = decodeURIComponent(new URL(request.url, 'http://x').pathname), at = locate(url);
    if (!at || !fs.existsSync(at.file) || !fs.statSync(at.file).isFile()) { response.writeHead(url === '/favicon.ico' ? 204 : 404, ISOLATED); return response.end(); }
    const { mtimeMs, size } = fs.statSync(at.file), type = TYPES[path.extname(at.file)];
    const headers = { ...ISOLATED, 'Content-Type': type || 'application/octet-stream', 'Cache-Control': at.kept };
    if (at.app) {
      headers.ETag = `"${size.toString(36)}-${mtimeMs.toString(36)}"`;
      headers.Vary = 'Accept-Encoding';
      if (request.headers['if-none-match'] === headers.ETag) { log.push({ url, data: at.data, raw: 0, sent: 0 }); response.writeHead(304, headers); return response.end(); }
    }
    const send = (row, encoding, body) => {
      log.push({ url, data: at.data, app: at.app, ...row });
      response.writeHead(200, { ...headers, ...(encoding && { 'Content-Encoding': encoding }), 'Content-Length': row.sent });
      if (body) response.end(body); else fs.createReadStream(row.file).pipe(response);
    };
    const zipped = at.file + '.gz';
    if (!at.app && fs.existsSync(zipped)) return send({ raw: size, sent: fs.statSync(zipped).size, file: zipped }, 'gzip');
    if (!type) return send({ raw: size, sent: size, file: at.file });
    const plain = at.body ? at.body() : fs.readFileSync(at.file), encoding = at.app && /\bbr\b/.test(request.headers['accept-encoding']) ? 'br' : 'gzip';
    const body = press(at.file, plain, encoding);
    send({ raw: plain.length, sent: body.length, file: at.file, gzip: () => press(at.file, plain, 'gzip').length }, encoding, body);
  });
  return new Promise((ok) => server.listen(0, '127.0.0.1', () => ok({
    origin: `http://127.0.0.1:${server.address().port}`, log, close: () => { server.closeAllConnections(); server.close(); },
    /** Bytes since a place in the log: of programs, of the rest of ours that follows the first screen, and of
     *  data, as they are, with gzip, as they were sent. */
    bytes(since) {
      const kind = (row) => (row.data ? 'data' : /rest-\w+\.wasm$/.test(row.url) ? 'rest' : 'code');
      const sum = (wanted, of) => log.slice(since).filter((row) => kind(row) === wanted).reduce((total, row) => total + of(row), 0);
      const both = (name, of) => Object.fromEntries(['code', 'rest', 'data'].map((wanted) => [wanted + name, sum(wanted, of)]));
      return { ...both('Raw', (row) => row.raw), ...both('Gzip', (row) => (row.gzip ? row.gzip() : row.sent)), ...both('Sent', (row) => row.sent), requests: log.length - since };
    },
  })));
}
