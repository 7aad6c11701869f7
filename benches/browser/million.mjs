#!/usr/bin/env node
// million.mjs [count]
// The engine alone on so many incidents (a million unless told), in Chromium: load, memory and the
// questions of benches/engine.rs but for text. No peer is measured: their records would be more
// JSON than a browser can parse.
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { DATA, SPLIT } from './prep.mjs';
import { serve } from './server.mjs';
import { open } from './lib/browser.mjs';

const count = Number(process.argv[2] || 1_000_000), name = `made-up-${count}`, folder = path.join(DATA, name);
if (!fs.existsSync(path.join(folder, 'bundle.json'))) {
  fs.mkdirSync(folder, { recursive: true });
  execFileSync(SPLIT, ['--made-up', String(count), folder]);
}
const QUESTIONS = {
  everything: [''],
  option: ['behaviour=crash', 'domain=finance', 'dimension=software'],
  'two facets': ['domain=finance,health&phase=operation'],
  brush: [1, 2, 3, 4, 5, 6].map((from) => `from=201${from}-03-11&to=201${from + 2}-10-20&phase=operation`),
};
const server = await serve(), b = await open(), since = server.log.length;
await b.page.addInitScript(fs.readFileSync(new URL('./page/harness.js', import.meta.url), 'utf8'));
await b.page.goto(`${server.origin}/page/peer.html?peer=none`);
const out = await b.page.evaluate(async ([url, questions]) => {
  const { load } = await import('/engine/failscope-engine.js');
  const begun = performance.now(), engine = await load(url), ready = performance.now() - begun, times = {};
  const median = (list, ask) => {
    const taken = [];
    for (let round = 0; round < 7; round++) for (const link of list) { const t = performance.now(); ask(link); taken.push(performance.now() - t); }
    return taken.sort((one, other) => one - other)[taken.length >> 1];
  };
  for (const [name, links] of Object.entries(questions)) times[name] = median(links, (link) => engine.counts(link, { limit: 50 }));
  times.histogram = median(questions.option, (link) => engine.bars(link));
  return { size: engine.size, ready, times, memory: (await window.__H.memory()).bytes };
}, [`/data/${name}/bundle.json`, QUESTIONS]);
const bytes = server.bytes(since);
await b.close();
server.close();
console.log(`${out.size} incidents: ready in ${out.ready.toFixed(0)} ms over loopback, ${(bytes.dataGzip / 1e6).toFixed(1)} MB of data with gzip, page ${(out.memory / 1048576).toFixed(0)} MiB`);
for (const [name, time] of Object.entries(out.times)) console.log(`${name.padEnd(12)} ${time.toFixed(2)} ms`);
