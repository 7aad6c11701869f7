// Everything a run reads, made once and kept: records, the baseline's packed index, the bundle,
// the operations with the counts they must give, and the floor's little program.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { write } from './gen.mjs';
import { writeBundle } from './bundle.mjs';
import { FACETS, MONTHS, dayOf, monthOf, textOf } from './lib/schema.mjs';
import { makeOps, oracle, wholeMonths, WORKLOAD_VERSION } from './lib/workload.mjs';
import { makeVisit, VISIT_VERSION } from './lib/visit.mjs';
import { buildFacets, buildText } from './adapters/bitset-core.js';

export const ROOT = path.dirname(fileURLToPath(import.meta.url));
export const DATA = process.env.FAILSCOPE_BENCH_DATA || path.join(ROOT, '../../target/bench-browser');
export const DIST = path.join(ROOT, '../../dist');
/** The program that splits bundles, which `cargo xtask bench browser` builds. */
export const SPLIT = process.env.FAILSCOPE_SPLIT || path.join(ROOT, '../../target/release/examples/split');
export const shortText = (n) => n > 5000;
const SEED = 1;
const log = (...a) => console.error('[prep]', ...a);
const gz = (file) => fs.writeFileSync(file + '.gz', zlib.gzipSync(fs.readFileSync(file), { level: 6 }));

function packed(recs, out) {
  const f = buildFacets(recs, FACETS, { dayOf, monthOf, MONTHS }), t = buildText(f.order.map((i) => textOf(recs[i])));
  const parts = {}, bufs = [];
  let at = 0;
  const put = (name, arr) => { parts[name] = { at, len: arr.length }; const b = Buffer.from(arr.buffer, arr.byteOffset, arr.byteLength), pad = (8 - (b.length & 7)) & 7; bufs.push(b, Buffer.alloc(pad)); at += b.length + pad; };
  const bits = new Uint32Array(f.small.reduce((a, x) => a + x.bits.length, 0));
  let o = 0;
  for (const x of f.small) { bits.set(x.bits, o); o += x.bits.length; }
  put('bits', bits); put('ext', f.ext); put('day', f.day); put('monthStart', f.monthStart); put('docLen', t.docLen);
  for (const b of f.big) { put('off:' + b.name, b.off); put('val:' + b.name, b.val); }
  const post = Buffer.alloc(t.docs.length * 6), postOff = new Uint32Array(t.terms.length), df = new Uint32Array(t.terms.length);
  let p = 0;
  t.terms.forEach((_, k) => {
    postOff[k] = p; df[k] = t.off[k + 1] - t.off[k];
    let d = -1;
    for (let i = t.off[k]; i < t.off[k + 1]; i++) {
      let v = ((t.docs[i] - d - 1) << 1) | (t.tf[i] === 1 ? 1 : 0);
      d = t.docs[i];
      while (v > 127) { post[p++] = (v & 127) | 128; v >>>= 7; }
      post[p++] = v;
      if (t.tf[i] !== 1) post[p++] = t.tf[i];
    }
  });
  const titles = f.order.map((i) => Buffer.from(recs[i].title)), titleOff = new Uint32Array(titles.length + 1);
  titles.forEach((b, i) => { titleOff[i + 1] = titleOff[i] + b.length; });
  put('terms', Buffer.from(t.terms.join('\n'))); put('postOff', postOff); put('df', df); put('post', new Uint8Array(post.subarray(0, p)));
  put('titleOff', titleOff); put('titles', new Uint8Array(Buffer.concat(titles)));
  const meta = Buffer.from(JSON.stringify({ n: f.n, parts, small: f.small.map(({ name, options }) => ({ name, options })), big: f.big.map(({ name, options }) => ({ name, options })) }));
  const head = Buffer.alloc(8);
  head.writeUInt32LE(meta.length, 0);
  const pad = Buffer.alloc(((8 + meta.length + 7) & ~7) - 8 - meta.length);
  fs.writeFileSync(out, Buffer.concat([head, meta, pad, ...bufs]));
}

function expectations(recs, out) {
  const ops = makeOps(recs), o = oracle(recs), slim = ({ total, counts }) => ({ total, counts });
  fs.writeFileSync(out, JSON.stringify({
    ops,
    expected: {
      toggle: ops.toggles.map((x) => slim(o.counts(x.filters))),
      histogram: ops.toggles.map((x) => o.counts(x.filters).hist),
      brush: ops.brush.map((x) => slim(o.counts(x.filters))),
      brushMonths: ops.brush.map((x) => slim(o.counts(wholeMonths(x.filters)))),
      query: ops.queries.map((x) => slim(o.counts(x.filters, o.match(x)))),
      queryPrefixAll: ops.queries.map((x) => slim(o.counts(x.filters, o.matchPrefixAll(x)))),
    },
  }));
}

/** The index of Pagefind, over the same texts and facets, with the months as a filter. */
async function pagefind(recs, dir) {
  const { close, createIndex } = await import('pagefind'), begun = Date.now();
  const must = ({ errors, ...made }) => { if (errors.length) throw new Error(errors.join('; ')); return made; };
  const { index } = must(await createIndex({ forceLanguage: 'unknown' }));
  const record = (r) => index.addCustomRecord({
    url: '/incident/' + r.id, content: textOf(r), language: 'unknown', meta: { title: r.title, date: r.date },
    filters: { ...Object.fromEntries(Object.entries(r.facets).filter(([, values]) => values.length)), month: ['m' + monthOf(r.date)] },
  });
  for (let i = 0; i < recs.length; i += 500) (await Promise.all(recs.slice(i, i + 500).map(record))).forEach(must);
  must(await index.writeFiles({ outputPath: dir + '-part' }));
  await close();
  fs.writeFileSync(path.join(dir + '-part', 'seconds.json'), String((Date.now() - begun) / 1000));
  fs.renameSync(dir + '-part', dir);
}

async function limits() {
  const out = path.join(DATA, 'limits.wasm');
  if (fs.existsSync(out)) return;
  const wabt = await (await import('wabt')).default();
  const module = wabt.parseWat('limits.wat', fs.readFileSync(path.join(ROOT, 'adapters/limits.wat'), 'utf8'), { simd: true });
  fs.writeFileSync(out, module.toBinary({}).buffer);
}

/** Makes what is missing for these sizes. Delete the folder of data to start afresh. */
export async function prepare(ns, wantsPagefind) {
  fs.mkdirSync(DATA, { recursive: true });
  await limits();
  for (const n of ns) {
    const dir = path.join(DATA, String(n)), f = (name) => path.join(dir, name);
    fs.mkdirSync(dir, { recursive: true });
    let recs;
    const load = () => (recs ??= JSON.parse(fs.readFileSync(f('records.json'), 'utf8')));
    // Each file is made under another name and renamed: a run that was stopped leaves no half.
    const make = (name, fill, zip) => {
      if (fs.existsSync(f(name))) return;
      log(n, name);
      fill(f('part'));
      if (zip) { gz(f('part')); fs.renameSync(f('part.gz'), f(name + '.gz')); }
      fs.renameSync(f('part'), f(name));
    };
    make('records.json', (out) => fs.writeFileSync(f('gen.json'), JSON.stringify(write(n, SEED, out, shortText(n)))), true);
    make('packed.bin', (out) => packed(load(), out), true);
    make('bundle.json', (out) => writeBundle(load(), out), true);
    if (!fs.existsSync(f('site/bundle.json'))) {
      log(n, 'site');
      execFileSync(SPLIT, [f('bundle.json'), f('site')]);
    }
    // What it says is the program's, which may be another one each time.
    execFileSync(SPLIT, ['--first', f('site')]);
    make(`expected-v${WORKLOAD_VERSION}.json`, (out) => expectations(load(), out));
    make(visitFile, (out) => fs.writeFileSync(out, JSON.stringify(makeVisit(load(), workload(n).ops.queries))));
    if (wantsPagefind(n) && !fs.existsSync(f('pagefind'))) {
      log(n, 'pagefind');
      fs.rmSync(f('pagefind-part'), { recursive: true, force: true });
      await pagefind(load(), f('pagefind'));
    }
  }
}
const visitFile = `visit-v${WORKLOAD_VERSION}.${VISIT_VERSION}.json`;
const read = (n, name) => JSON.parse(fs.readFileSync(path.join(DATA, String(n), name), 'utf8'));
export const workload = (n) => read(n, `expected-v${WORKLOAD_VERSION}.json`);
export const visit = (n) => read(n, visitFile);
export const dataset = (n) => read(n, 'gen.json');
