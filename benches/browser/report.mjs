// A run in Markdown. `node report.mjs results.json` prints it again.
import fs from 'node:fs';
import { budgets } from './budgets.mjs';
import { kb, mb, ms, ratio, whole } from './lib/figures.mjs';

const KINDS = ['toggle', 'brush', 'histogram', 'query'];

const HEAD = `# The app and its engine in a browser, beside hand-written JavaScript and libraries

\`cargo xtask bench browser\` wrote this page; [benches/browser](../benches/browser/README.md) says how to repeat it and what
the operations are.OTHER Times on a shared machine move with its load: read the ratios, which are of one run, and compare the baseline's
first row with its last for the drift.

- \`bitset\` is what a good engineer writes by hand: one bitset an option, a forward list for the organisations, an inverted
  index with BM25, all built in the browser from JSON records. \`bitset-packed\` is the same over one binary file made ahead
  of time. Both keep no more than the operations need; neither checks its input.
- \`crossfilter2\` (which has no text search), \`itemsjs\` and \`pagefind\` are what a page would take from npm, used as their
  documentation says.
- \`failscope\` is this repository's engine through its JavaScript module, on a split bundle as \`failscope build\` writes it:
  the index is loaded, words are fetched when a query first needs them, and that fetching is in the time of its text queries.
  \`failscope-whole\` is the same engine with everything in one file and in memory, so that its text queries are the engine's
  own time. Both check what they load, and their numbers include the way into wasm and back, and the reading of the query
  string.
- \`app\` is the whole explorer, the release site over the same split bundle: its times end with the screen, those of the
  others, which have no interface here, with the answer.
`;

/** The page for a run. */
export function report(r) {
  const out = [], p = (s = '') => out.push(s);
  const other = new URL('../../docs/performance.md', import.meta.url);
  p(HEAD.replace('OTHER', fs.existsSync(other) ? ' [performance.md](performance.md) has the engine without a browser.' : ''));
  p(`Run of ${r.started.slice(0, 16).replace('T', ' ')} UTC: ${r.machine.cores} cores (${r.machine.cpu}), ${r.machine.memGB} GiB, Chromium ${r.runs.find((x) => x.browser)?.browser}, Node ${r.machine.node}; load average ${loads(r)}.`);
  p(); p('## Beside the budgets'); p();
  p(budgets(r));
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
  const name = (x) => x.peer + (x.repeat ? ' (again, last)' : ''), app = runs.find((x) => x.peer === 'app');
  const absent = (x) => (x.skipped ? `not run at this size without \`--all\`: ${x.skipped}` : `failed: ${x.error}`);
  p(); p(`## ${n.toLocaleString('en')} incidents, ${(d.textBytesPerRecord / 1000).toFixed(1)} kB of text each`);
  if (app) page(app, base, runs, p, absent);
  p(); p('### Questions');
  p(); p('Median / 95th percentile in ms, and × the baseline\'s median. "Right" counts the operations whose total and every count equal those of a plain loop over the records.');
  p(); p('| engine | facet toggle | × | brush move | × | histogram | × | text query with counts | × | right: toggle, brush, histogram, query |');
  p('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |');
  for (const x of runs) {
    if (x.peer === 'app') continue;
    if (!x.steps) { p(`| ${name(x)} | ${absent(x)} | | | | | | | | |`); continue; }
    const cells = KINDS.flatMap((k) => {
      const s = x.steps[k];
      if (s.none) return ['none', ''];
      if (s.error) return [s.error.replace(/^.*cap: /, 'over the cap: ').slice(0, 60), ''];
      return [`${ms(s.median)} / ${ms(s.p95)}${s.ops < 30 ? ` (${s.ops} operations)` : ''}`, ratio(base && s.median / base.steps[k].median)];
    });
    const mark = { queryPrefixAll: '*', brushMonths: '†' };
    const right = KINDS.map((k) => { const c = x.steps[k].check; return c ? `${c.ok}/${c.of}${mark[c.key] || ''}` : '–'; });
    p(`| ${name(x)} | ${cells.join(' | ')} | ${right.join(', ')} |`);
  }
  const keys = runs.flatMap((x) => KINDS.map((k) => x.steps?.[k]?.check?.key));
  const notes = [['queryPrefixAll', '`*` it takes every word for the beginning of one, and is measured against that.'], ['brushMonths', '`†` it knows months only, and is measured against whole ones.']];
  if (notes.some(([key]) => keys.includes(key))) { p(); p(notes.filter(([key]) => keys.includes(key)).map(([, note]) => note).join(' ')); }
  p(); p('### Load');
  p(); p('From navigation to the first question answered (the app: to list, counts and timeline on the screen), over loopback; processor time of the renderer until then; memory of the page (objects, buffers and wasm) and of its whole process, after a forced collection and before any question.');
  p(); p('| engine | usable, ms | × | CPU, ms | × | code, KiB gzip | data, MiB raw / gzip | all bytes, gzip, × | page, MiB | process, MiB |');
  p('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  const sum = (bytes) => bytes.codeGzip + bytes.dataGzip;
  const row = (title, x, memory) => p(`| ${title} | ${ms(x.usableMs)} | ${ratio(base && x.usableMs / base.usableMs)} | ${ms(x.cpuMs)} | ${ratio(base && x.cpuMs / base.cpuLoadMs)} | ${whole(x.bytes.codeGzip / 1024)} | ${mb(x.bytes.dataRaw)} / ${mb(x.bytes.dataGzip)} | ${ratio(base && sum(x.bytes) / sum(base.bytes))} | ${whole(memory?.pageMB)} | ${whole(memory?.rendererMB)} |`);
  for (const x of runs) {
    if (x.peer === 'app') { if (x.steps) { row('app', x.first, x.memory); row('app, second visit', x.again); } } else if (x.steps) row(name(x), { ...x, cpuMs: x.cpuLoadMs }, x.memory);
    else if (x.skipped) p(`| ${name(x)} | ${absent(x)} | | | | | | | | |`);
  }
}

/** What a visitor of the app meets. */
function page(app, base, runs, p, absent) {
  p(); p('### The app');
  if (!app.steps) { p(); p(absent(app)); return; }
  const usable = (peer) => runs.find((x) => x.peer === peer && !x.repeat)?.usableMs;
  p(); p(`Medians of ${app.loads} browsers, each with an empty profile, of which ${app.reps} did what is below; ms since navigation, until the frame was there. The host compresses ahead of time, as \`failscope build --precompress\` does, and says how long files may be kept, so that a second visit asks for two files again. The first screen is in the page itself; the program takes over from it when it "answers", and does then what was done before. "Script", "style and layout" and "all" are the main thread's time until then, as Chromium counts it.`);
  p(); p('| visit | first paint | counts | timeline | usable, with titles | answers | script | style and layout | all | requests | code, kB raw / gzip / brotli | its rest, behind the first screen | data, kB raw / gzip / brotli |');
  p('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const [title, v] of [['first', app.first], ['second', app.again]]) {
    const bytes = (part) => ['Raw', 'Gzip', 'Sent'].map((as) => kb(v.bytes[part + as])).join(' / ');
    p(`| ${title} | ${[v.paintMs, v.countsMs, v.timelineMs, v.usableMs, v.answersMs, v.script, v.style + v.layout, v.task].map(ms).join(' | ')} | ${v.bytes.requests} | ${bytes('code')} | ${bytes('rest')} | ${bytes('data')} |`);
  }
  const beside = ['bitset', 'bitset-packed', 'crossfilter2', 'itemsjs', 'pagefind'].filter(usable).map((peer) => `${ratio(app.first.usableMs / usable(peer))} × \`${peer}\``);
  if (beside.length) { p(); p(`On the screen after ${beside.join(', ')}, whose times end with an answer and no screen.`); }
  p(); p('From the event to the frame that answers it, and to the last change on the screen (titles and words that had to be fetched), median / 95th percentile in ms. "Right" counts the first frames that show the total of a plain loop over the records; of a drag, that show fewer; of a keystroke, those that are whole at last.');
  p(); p('| what | times | first frame | last change | script | style and layout | all of the main thread | right |');
  p('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  const titles = { nothing: 'a click that changes nothing', toggle: 'facet toggle', hand: 'what a toggle changes before its frame, written by hand', brush: 'date changed', drag: 'stretch of the timeline dragged over, let go', key: 'keystroke in the search box' };
  for (const [kind, s] of Object.entries(app.steps)) {
    const two = ({ median, p95 }) => `${ms(median)} / ${ms(p95)}`;
    p(`| ${titles[kind]} | ${s.of} | ${two(s.first)} | ${two(s.settled)} | ${two(s.script)} | ${two(s.looks)} | ${two(s.task)} | ${kind === 'nothing' ? '' : kind === 'hand' ? `${s.changes} texts and attributes` : `${s.right}/${s.of}`} |`);
  }
  p(); p(`Memory of the page ${whole(app.memory.pageMB)} MiB once usable and ${whole(app.after.pageMB)} MiB after all of this; of its process ${whole(app.memory.rendererMB)} and ${whole(app.after.rendererMB)} MiB.`);
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
