// What the project has set itself, beside what a run measured.
import { kb, ms, ratio } from './lib/figures.mjs';

const FULL = 2500, MANY = 100000;

/** The table of a run; what the run did not measure is left out. */
export function budgets(r) {
  const run = (n, peer) => r.runs.find((x) => x.n === n && x.peer === peer && !x.repeat && x.steps);
  const rows = [];
  const row = (what, budget, measured, met) => rows.push(`| ${what} | ${budget} | ${measured} | ${met ? 'met' : '**missed**'} |`);
  const full = run(FULL, 'app'), many = run(MANY, 'app');
  if (full) {
    row('the app on the wire before the first screen stands (HTML, CSS, JS, wasm; brotli)', 'at most 250 kB', `${kb(full.first.bytes.codeSent)} kB, and ${kb(full.first.bytes.restSent)} kB behind it`, full.first.bytes.codeSent <= 250e3);
    row('data before usable, 2,500 full incidents (gzip)', 'at most 300 kB', `${kb(full.first.bytes.dataGzip)} kB`, full.first.bytes.dataGzip <= 300e3);
  }
  if (many) row('data before usable, 100,000 short incidents (gzip)', 'at most 3 MB', `${(many.first.bytes.dataGzip / 1e6).toFixed(2)} MB`, many.first.bytes.dataGzip <= 3e6);
  const times = (n, peer) => { const [app, other] = [run(n, 'app'), run(n, peer)]; return app && other && app.first.usableMs / other.usableMs; };
  const against = (n, peer, title, budget, limit) => {
    const x = times(n, peer);
    if (x) row(title, budget, `${ratio(x)} times (${ms(run(n, 'app').first.usableMs)} against ${ms(run(n, peer).usableMs)} ms); it answers at ${ms(run(n, 'app').first.answersMs)}`, x <= limit);
  };
  against(FULL, 'pagefind', 'navigation to usable, 2,500 full', 'ahead of Pagefind', 1);
  against(FULL, 'bitset', 'the same', 'at most a fifth of the hand-written page', 0.2);
  against(MANY, 'bitset-packed', 'navigation to usable, 100,000 short', 'not behind the hand-written page with a packed index', 1);
  const packed = run(MANY, 'bitset-packed');
  if (many && packed) {
    const sum = ({ codeGzip, restGzip, dataGzip }) => codeGzip + restGzip + dataGzip, x = sum(many.first.bytes) / sum(packed.bytes);
    row('its bytes (gzip)', 'a sixth of the packed page\'s', `1/${(1 / x).toFixed(0)}`, x <= 1 / 6);
  }
  const engine = (n, peer, kind, what, budget, limit) => {
    const [ours, base] = [run(n, peer)?.steps[kind], run(n, 'bitset')?.steps[kind]];
    if (ours?.median && base?.median) row(what, budget, `${ratio(ours.median / base.median)} times (${ms(ours.median)} against ${ms(base.median)} ms)`, ours.median / base.median <= limit);
  };
  engine(MANY, 'failscope', 'toggle', 'engine: all counts after a toggle, 100,000', 'at most a third of the hand-written bitsets', 1 / 3);
  const pass = r.limits?.popcount?.find((x) => x.n === MANY), toggle = run(MANY, 'failscope')?.steps.toggle.median;
  if (pass && toggle) row('the same', 'within five AND+popcount passes in wasm', `${ratio(toggle / pass.scalar)} (${ratio(toggle / Math.min(pass.scalar, pass.simd, pass.simd4))} of the fastest, by hand)`, toggle / pass.scalar <= 5);
  engine(MANY, 'failscope', 'brush', 'engine: brush, 100,000', 'at most half', 0.5);
  engine(MANY, 'failscope', 'histogram', 'engine: histogram, 100,000', 'at most half', 0.5);
  engine(MANY, 'failscope-whole', 'query', 'engine: text query with counts, 100,000, words in memory', 'at most half', 0.5);
  engine(FULL, 'failscope-whole', 'query', 'the same, 2,500 full', 'not slower', 1);
  if (many) {
    const { first, handled } = many.steps.toggle;
    if (handled) row('script of a toggle before its frame, 100,000', 'inside a 60 Hz frame at the median', `${ms(handled.median)} ms`, handled.median <= 1000 / 60);
    row('toggle to painted screen, 100,000', '16 ms median, 50 ms p95', `${ms(first.median)} and ${ms(first.p95)} ms${many.steps.hand ? ` (the same changes written by hand: ${ms(many.steps.hand.first.median)} and ${ms(many.steps.hand.first.p95)})` : ''}`, first.median <= 16 && first.p95 <= 50);
    row('page memory, 100,000', 'at most 40 MB', `${(many.memory.pageMB * 1.048576).toFixed(0)} MB`, many.memory.pageMB * 1.048576 <= 40);
  }
  return ['| what | budget | measured | |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
