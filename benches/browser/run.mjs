#!/usr/bin/env node
// run.mjs [--n 2500,25000,100000] [--peers a,b] [--reps 3] [--cap 120] [--budget 6] [--out FILE.md] [--all]
// Runs every peer at every size, checks its answers and prints a report. A run of everything is
// written to docs/performance-browser.md, its budgets to docs/performance.md; any run to
// results.{json,md} among the data.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DATA, DIST, ROOT, dataset, prepare, visit, workload } from './prep.mjs';
import { measure } from './app.mjs';
import { serve } from './server.mjs';
import { come, open } from './lib/browser.mjs';
import { check, median, quantile } from './lib/check.mjs';
import { budgets } from './budgets.mjs';
import { report } from './report.mjs';

const PEERS = ['bitset', 'bitset-packed', 'crossfilter2', 'itemsjs', 'pagefind', 'failscope', 'failscope-whole', 'app'], SIZES = [2500, 25000, 100000];
/** What a run does at this size only when it is told `--all`, and why. */
const LONG = { pagefind: [100000, 'its index takes about a quarter of an hour and 7 GB of memory'] };
const argv = process.argv.slice(2), ALL = argv.includes('--all');
const known = ['n', 'peers', 'reps', 'cap', 'budget', 'out'], words = argv.filter((word) => word !== '--all');
const refuse = (why) => { console.error(why); process.exit(2); };
words.forEach((word, i) => { if (i % 2 === 0 && !known.includes(word.replace(/^--/, ''))) refuse(`bench browser knows --all, --${known.join(', --')}, not ${word}`); });
const arg = (name, otherwise) => { const i = words.indexOf('--' + name); return i < 0 ? otherwise : words[i + 1]; };
const sizes = arg('n', SIZES.join()).split(',').map(Number), names = arg('peers', PEERS.join()).split(',');
names.forEach((name) => { if (!PEERS.includes(name)) refuse(`there is no peer ${name}: ${PEERS.join(', ')}`); });
const CAP = +arg('cap', 120) * 1000, BUDGET = +arg('budget', 6) * 1000, REPS = +arg('reps', 3);
const QUICK = 7000;   // a session shorter than this is repeated, up to REPS times
const isLong = (name, n) => !ALL && LONG[name] && n >= LONG[name][0];
const T0 = Date.now();
const log = (...a) => console.error(`[${((Date.now() - T0) / 1000).toFixed(0)} s]`, ...a);
const timeout = (p, what) => { let t; return Promise.race([p, new Promise((_, no) => { t = setTimeout(() => no(new Error(`over the ${CAP / 1000} s cap: ${what}`)), CAP); })]).finally(() => clearTimeout(t)); };

/** One fresh browser: load, memory, then every operation, timed; in a first session checked too. */
async function session(server, name, n, work, checking) {
  const b = await open(), { page } = b, out = { steps: {} }, since = server.log.length;
  let crashed;
  const crash = new Promise((_, no) => page.on('crash', () => { crashed = true; no(new Error('the page crashed (memory)')); }));
  crash.catch(() => {});
  const guard = (p, what) => Promise.race([timeout(p, what), crash]);
  const base = `${server.origin}/data/${n}/`;
  try {
    const cfg = { n, recordsUrl: base + 'records.json', packedUrl: base + 'packed.bin', dataUrl: base };
    await page.addInitScript(fs.readFileSync(path.join(ROOT, 'page/harness.js'), 'utf8') + `;window.__H.start(${JSON.stringify(cfg)});`);
    const cpu0 = b.cpuMs();
    await guard(come(page, `${server.origin}/page/peer.html?peer=${name}`, CAP + 5000), 'load');
    const { state, error, loaded } = await page.evaluate(() => ({ state: window.__H.state, error: window.__H.error, loaded: window.__H.loaded }));
    if (state === 'failed') throw new Error(error);
    if (loaded.docs !== n) throw new Error(`${loaded.docs} records loaded instead of ${n}`);
    Object.assign(out, { cpuLoadMs: b.cpuMs() - cpu0, loadavg: os.loadavg()[0], usableMs: loaded.usableMs, marks: loaded.marks, browser: b.version, bytes: server.bytes(since) });
    const cdp = await b.context.newCDPSession(page);
    await cdp.send('HeapProfiler.enable');
    await guard(cdp.send('HeapProfiler.collectGarbage'), 'garbage collection');
    await cdp.detach();
    const memory = await guard(page.evaluate(() => window.__H.memory()), 'memory').catch(() => null);
    out.memory = { pageMB: memory ? memory.bytes / 1048576 : null, rendererMB: b.rendererMB() };
    const able = { toggle: 'facets', brush: 'facets', histogram: 'histogram', query: 'search' };
    for (const [kind, ops] of [['toggle', work.ops.toggles], ['brush', work.ops.brush], ['histogram', work.ops.toggles], ['query', work.ops.queries]]) {
      if (!loaded.supports.includes(able[kind])) { out.steps[kind] = { none: true }; continue; }
      try {
        const cpu = b.cpuMs();
        const times = await guard(page.evaluate(([k, o, budget]) => window.__H.run(k, o, budget), [kind, ops, BUDGET]), kind);
        const step = (out.steps[kind] = { times, cpu: (b.cpuMs() - cpu) / times.length });
        if (!checking) continue;
        // as many of the operations as fit in about four seconds, spread over the list
        const each = times.reduce((x, y) => x + y, 0) / times.length, fit = Math.max(2, Math.min(ops.length, Math.floor(4000 / Math.max(each, 1))));
        const which = [...new Set(Array.from({ length: fit }, (_, i) => Math.floor((i * ops.length) / fit)))];
        const got = await guard(page.evaluate(([k, o, w]) => window.__H.check(k, o, w), [kind, ops, which]), kind + ' check');
        const against = (key) => ({ key, ...check(got, which.map((i) => work.expected[key][i]), kind, which) });
        step.check = against(kind === 'brush' && loaded.dates === 'months' ? 'brushMonths' : kind);
        // Perhaps it takes every word for the beginning of one; then that is what it must get right.
        if (kind === 'query' && step.check.first) { const looser = against('queryPrefixAll'); if (looser.ok > step.check.ok) step.check = looser; }
      } catch (e) {
        out.steps[kind] = { error: String(e.message).slice(0, 300) };
        if (crashed || /cap/.test(e.message)) break;
      }
    }
  } catch (e) { out.error = String(e.message || e).split('\n')[0].slice(0, 300); }
  await b.close();
  return out;
}

function summary(n, peer, repeat, sessions) {
  const ok = sessions.filter((s) => !s.error), run = { n, peer, repeat, reps: sessions.length };
  if (!ok.length) return { ...run, error: sessions.at(-1).error };
  const middle = (of) => median(ok.map(of).filter((x) => x !== null));
  Object.assign(run, {
    browser: ok[0].browser, bytes: ok[0].bytes, marks: ok[0].marks, usableMs: middle((s) => s.usableMs), cpuLoadMs: middle((s) => s.cpuLoadMs), loadavg: middle((s) => s.loadavg),
    memory: { pageMB: middle((s) => s.memory.pageMB), rendererMB: middle((s) => s.memory.rendererMB) }, steps: {},
  });
  for (const kind of ['toggle', 'brush', 'histogram', 'query']) {
    const all = ok.map((s) => s.steps[kind]).filter(Boolean), good = all.filter((s) => s.times);
    if (!good.length) { run.steps[kind] = all[0]?.none ? all[0] : { error: all[0]?.error || 'not reached' }; continue; }
    const times = good.flatMap((s) => s.times);
    run.steps[kind] = { ops: good[0].times.length, median: median(times), p95: quantile(times, 0.95), cpu: median(good.map((s) => s.cpu)), check: good.find((s) => s.check)?.check ?? { ok: 0, of: 0, key: kind, first: all.find((s) => s.error)?.error } };
  }
  return run;
}

async function limits(server) {
  const b = await open();
  try {
    await b.page.goto(`${server.origin}/page/peer.html?peer=limits`);
    await b.page.waitForFunction(() => window.limits, null, { timeout: 10000 });
    return await timeout(b.page.evaluate(([n, base]) => window.limits(n, base), [sizes, `${server.origin}/data/${sizes[0]}/`]), 'limits');
  } catch (e) { return { error: String(e.message) }; } finally { await b.close(); }
}

if (!fs.existsSync(path.join(DIST, 'engine/failscope-engine.wasm'))) { console.error('there is no site in dist/: run `cargo xtask build` first, or `cargo xtask bench browser`'); process.exit(1); }
const results = { started: new Date().toISOString(), machine: { cpu: os.cpus()[0].model, cores: os.cpus().length, memGB: Math.round(os.totalmem() / 2 ** 30), node: process.version }, cap: CAP / 1000, datasets: {}, runs: [] };
await prepare(sizes, (n) => names.includes('pagefind') && !isLong('pagefind', n));
const server = await serve();
for (const n of sizes) {
  const work = workload(n);
  results.datasets[n] = dataset(n);
  // the baseline runs first and again last, so that drift of the machine shows
  const order = names.includes('bitset') && names.length > 1 ? [...names, 'bitset'] : names;
  for (const [at, name] of order.entries()) {
    if (isLong(name, n)) {
      results.runs.push({ n, peer: name, skipped: LONG[name][1] });
      log(n, name, 'not run at this size:', LONG[name][1]);
      continue;
    }
    if (name === 'app') {
      const run = await measure(server, n, visit(n), REPS, timeout);
      results.runs.push(run);
      log(n, name, run.error ? 'FAILED ' + run.error : `usable ${run.first.usableMs.toFixed(0)} ms;`, ...Object.entries(run.steps || {}).map(([kind, s]) => `${kind} ${s.first.median.toFixed(1)} ms ${s.right}/${s.of};`));
      continue;
    }
    const repeat = at > 0 && at === order.length - 1 && name === 'bitset', sessions = [];
    for (let i = 0, took = 0; i < (repeat ? 1 : REPS) && took < QUICK; i++) {
      const begun = Date.now();
      sessions.push(await session(server, name, n, work, i === 0));
      took = Date.now() - begun;
      if (sessions.at(-1).error) break;
    }
    const run = summary(n, name, repeat, sessions);
    results.runs.push(run);
    log(n, name, run.error ? 'FAILED ' + run.error : `usable ${run.usableMs.toFixed(0)} ms, load ${run.loadavg.toFixed(1)};`, ...Object.entries(run.steps || {}).filter(([, s]) => !s.none).map(([k, s]) => (s.error ? `${k}: ${s.error}` : `${k} ${s.median.toFixed(2)} ms ${s.check.ok}/${s.check.of}${s.check.first ? ' (' + s.check.first + ')' : ''};`)));
  }
}
results.limits = await limits(server);
server.close();
results.seconds = (Date.now() - T0) / 1000;
const text = report(results), whole = names.join() === PEERS.join() && sizes.join() === SIZES.join();
fs.writeFileSync(path.join(DATA, 'results.json'), JSON.stringify(results));
const written = arg('out', whole ? path.join(ROOT, '../../docs/performance-browser.md') : path.join(DATA, 'results.md'));
fs.writeFileSync(written, text);
// The summary stands beside the engine's own figures, between two marks.
const overview = path.join(ROOT, '../../docs/performance.md');
if (whole && !arg('out')) fs.writeFileSync(overview, fs.readFileSync(overview, 'utf8').replace(/(<!-- budgets[^>]*-->\n)[^]*(\n<!-- end -->)/, (_, before, after) => before + budgets(results) + after));
console.log(text);
log('written to', path.relative(process.cwd(), written));
