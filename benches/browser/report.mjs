// A run in Markdown. `node report.mjs results.json` prints it again.
import fs from 'node:fs';

const ms = (x) => (x == null ? '–' : x >= 10000 ? (x / 1000).toFixed(1) + ' s' : x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x >= 0.1 ? x.toFixed(2) : x.toFixed(3));
const mb = (x) => (x == null ? '–' : x / 1048576 >= 10 ? (x / 1048576).toFixed(0) : (x / 1048576).toFixed(2));
const ratio = (x) => (x == null || !isFinite(x) ? '–' : x >= 10 ? x.toFixed(0) : x.toFixed(2));
const whole = (x) => (x == null ? '–' : x.toFixed(0));
const KINDS = ['toggle', 'brush', 'histogram', 'query'];

const HEAD = `# The engine in a browser, beside hand-written JavaScript

\`cargo xtask bench browser\` wrote this page; [benches/browser](../benches/browser/README.md) says how to repeat it and what
the operations are.OTHER Times on a shared machine move with its load: read the ratios, which are of one run, and compare the baseline's
first row with its last for the drift.

- \`bitset\` is what a good engineer writes by hand: one bitset an option, a forward list for the organisations, an inverted
  index with BM25, all built in the browser from JSON records. \`bitset-packed\` is the same over one binary file made ahead
  of time. Both keep no more than the operations need; neither checks its input.
- \`failscope\` is this repository's engine through its JavaScript module, on a split bundle as \`failscope build\` writes it:
  the index is loaded, words are fetched when a query first needs them, and that fetching is in the time of its text queries.
  \`failscope-whole\` is the same engine with everything in one file and in memory, so that its text queries are the engine's
  own time. Both check what they load, and their numbers include the way into wasm and back, and the reading of the query
  string.
`;

/** The page for a run. */
export function report(r) {
  const out = [], p = (s = '') => out.push(s);
  const other = new URL('../../docs/performance.md', import.meta.url);
  p(HEAD.replace('OTHER', fs.existsSync(other) ? ' [performance.md](performance.md) has the engine without a browser.' : ''));
  p(`Run of ${r.started.slice(0, 16).replace('T', ' ')} UTC: ${r.machine.cores} cores (${r.machine.cpu}), ${r.machine.memGB} GiB, Chromium ${r.runs.find((x) => x.browser)?.browser}, Node ${r.machine.node}; load average ${loads(r)}.`);
  for (const n of Object.keys(r.datasets).map(Number)) size(r, n, p);
  if (r.limits) floor(r, p);
  return out.join('\n') + '\n';
}

const loads = (r) => {
  const all = r.runs.map((x) => x.loadavg).filter((x) => x != null);
  return all.length ? `${Math.min(...all).toFixed(1)} to ${Math.max(...all).toFixed(1)} while it ran` : 'unknown';
};

function size(r, n, p) {
  const d = r.datasets[n], runs = r.runs.filter((x) => x.n === n), base = runs.find((x) => x.peer === 'bitset' && !x.repeat && x.steps);
  const name = (x) => x.peer + (x.repeat ? ' (again, last)' : '');
  p(); p(`## ${n.toLocaleString('en')} incidents, ${(d.textBytesPerRecord / 1000).toFixed(1)} kB of text each`);
  p(); p('Median / 95th percentile in ms, and × the baseline\'s median. "Right" counts the operations whose total and every count equal those of a plain loop over the records.');
  p(); p('| engine | facet toggle | × | brush move | × | histogram | × | text query with counts | × | right: toggle, brush, histogram, query |');
  p('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |');
  for (const x of runs) {
    if (!x.steps) { p(`| ${name(x)} | failed: ${x.error} | | | | | | | | |`); continue; }
    const cells = KINDS.flatMap((k) => {
      const s = x.steps[k];
      if (s.error) return [s.error.replace(/^.*cap: /, 'over the cap: ').slice(0, 60), ''];
      return [`${ms(s.median)} / ${ms(s.p95)}${s.ops < 30 ? ` (${s.ops} operations)` : ''}`, ratio(base && s.median / base.steps[k].median)];
    });
    const right = KINDS.map((k) => { const c = x.steps[k].check; return c ? `${c.ok}/${c.of}${c.key !== k ? '*' : ''}` : '–'; });
    p(`| ${name(x)} | ${cells.join(' | ')} | ${right.join(', ')} |`);
  }
  p(); p('Load: from navigation to the first question answered, over loopback; processor time of the renderer until then; memory of the page (objects, buffers and wasm) and of its whole process, after a forced collection and before any question.');
  p(); p('| engine | usable, ms | × | CPU, ms | × | code, KiB gzip | data, MiB raw / gzip | page, MiB | process, MiB |');
  p('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const x of runs) {
    if (!x.steps) continue;
    p(`| ${name(x)} | ${ms(x.usableMs)} | ${ratio(base && x.usableMs / base.usableMs)} | ${ms(x.cpuLoadMs)} | ${ratio(base && x.cpuLoadMs / base.cpuLoadMs)} | ${(x.bytes.codeGzip / 1024).toFixed(0)} | ${mb(x.bytes.dataRaw)} / ${mb(x.bytes.dataGzip)} | ${whole(x.memory.pageMB)} | ${whole(x.memory.rendererMB)} |`);
  }
  if (runs.some((x) => x.steps?.query?.check?.key === 'queryPrefixAll')) { p(); p('`*` it takes every word for the beginning of one, and is right about that.'); }
}

function floor(r, p) {
  p(); p('## What the machine allows, in the same run'); p();
  if (r.limits.error) return p(r.limits.error);
  p('One AND and popcount of a mask with 77 sets, ms, and the engine\'s toggle as a multiple of the fastest:'); p();
  p('| incidents | plain JavaScript | wasm, 64 bits | wasm SIMD | four vectors a turn | failscope\'s toggle ÷ 64 bits | ÷ fastest |');
  p('| ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const f of r.limits.popcount) {
    const toggle = r.runs.find((x) => x.n === f.n && x.peer === 'failscope')?.steps?.toggle?.median;
    p(`| ${f.n.toLocaleString('en')} | ${f.js.toFixed(3)} | ${f.scalar.toFixed(3)} | ${f.simd.toFixed(3)} | ${f.simd4.toFixed(3)} | ${ratio(toggle && toggle / f.scalar)} | ${ratio(toggle && toggle / Math.min(f.scalar, f.simd, f.simd4))} |`);
  }
  p(); p('| what | value |'); p('| --- | ---: |');
  for (const [what, value] of Object.entries(r.limits.other)) p(`| ${what} | ${value >= 10 ? value.toFixed(0) : value.toFixed(3)} |`);
}

if (import.meta.url === `file://${process.argv[1]}`) console.log(report(JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))));
