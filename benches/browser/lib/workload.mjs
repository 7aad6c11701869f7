// The operations every peer runs, and the counts they must give. The expected counts come from a
// plain loop over the records in Node, which shares no code with any peer.
import { rng } from './rng.mjs';
import { SMALL_FACETS, FACETS, YEARS, DAY0, MONTHS, dayOf, isoOf, monthOf, textOf, tokens } from './schema.mjs';
import { vocabulary, organisations } from '../gen.mjs';

export const WORKLOAD_VERSION = 2;
const dateFilter = (from, to) => ({ from: isoOf(from), to: isoOf(to), fromDay: from, toDay: to });

export function makeOps(recs, seed = 42) {
  const r = rng(seed + recs.length), orgs = organisations();
  const optionsOf = (f) => (f === 'year' ? YEARS : f === 'organisation' ? orgs.slice(0, 40) : SMALL_FACETS[f].options);
  // weights: the small facets are clicked more often than year and organisation
  const bag = [...Object.keys(SMALL_FACETS), 'behaviour', 'consequence', 'consequence', 'domain', 'domain', 'domain', 'year', 'organisation'];
  const clone = (sel) => Object.fromEntries(Object.entries(sel).map(([k, v]) => [k, [...v]]));
  const toggles = [];
  let sel = {};
  const size = (s) => {
    const e = Object.entries(s);
    let t = 0;
    for (const x of recs) if (e.every(([f, v]) => x.facets[f].some((o) => v.includes(o)))) t++;
    return t;
  };
  while (toggles.length < 30) {
    if (toggles.length % 11 === 10 && Object.keys(sel).length) sel = {};      // "clear all"
    else {
      // most people do not click on towards an empty list: redraw a toggle that leaves under 0.5 %
      for (let tries = 0; ; tries++) {
        const next = clone(sel), active = Object.keys(next);
        const f = active.length >= 4 || (active.length && r() < 0.35) ? r.pick(active) : r.pick(bag);
        const o = r.pick(optionsOf(f)), cur = next[f] || [];
        const v = cur.includes(o) ? cur.filter((x) => x !== o) : [...cur, o];
        if (v.length) next[f] = v; else delete next[f];
        if (tries > 20 || size(next) >= recs.length * 0.005) { sel = next; break; }
      }
    }
    toggles.push({ filters: { facets: clone(sel) } });
  }
  // text queries: words are taken from a random record, so that most queries match something
  const vocab = vocabulary(), rank = new Map(vocab.map((w, i) => [w, i]));
  const wordsOf = (rec, lo, hi) => [...new Set(tokens(textOf(rec)))].filter((w) => rank.has(w) && rank.get(w) >= lo && rank.get(w) < hi);
  const bands = { frequent: [15, 300], mid: [300, 3000], rare: [3000, 30000] };
  const shapes = [['frequent'], ['rare'], ['mid'], ['frequent', 'mid'], ['frequent', 'frequent'], ['frequent', 'rare'],
    ['frequent', 'frequent', 'mid'], ['frequent', 'mid', 'rare'], ['frequent', 'frequent', 'frequent'], ['mid', 'mid']];
  const queries = [];
  let guard = 0;
  while (queries.length < 30 && guard++ < 10000) {
    const i = queries.length, shape = shapes[i % shapes.length], rec = r.pick(recs), terms = [];
    for (const b of shape) {
      const w = wordsOf(rec, ...bands[b]).filter((x) => !terms.includes(x));
      if (w.length) terms.push(r.pick(w));
    }
    if (terms.length < shape.length) continue;
    const prefix = i % 5 === 3;                     // six of the thirty end in a prefix
    const last = terms.length - 1;
    if (prefix) terms[last] = terms[last].slice(0, Math.max(3, Math.ceil(terms[last].length * 0.5)));
    const filters = { facets: {} };
    if (i % 3 === 2) { const f = r.pick(bag.slice(0, 20)); filters.facets[f] = [r.pick(optionsOf(f))]; }
    queries.push({ query: terms.join(' ') + (prefix ? '*' : ''), terms, prefix, shape: shape.join('+'), filters });
  }
  // timeline brush: a window dragged in steps, one end resized now and then, under one facet selection
  const brush = [];
  let from = DAY0 + 900 + r.int(800), width = 500 + r.int(500);
  for (let i = 0; i < 30; i++) {
    if (i === 15) { from = DAY0 + 2500; width = 1500; }
    if (i % 4 === 3) width = Math.max(60, width + r.int(240) - 120); else from += 20 + r.int(70);
    brush.push({ filters: { facets: i < 15 ? {} : { phase: ['operation'], domain: ['information', 'finance'] }, ...dateFilter(from, Math.min(from + width, DAY0 + 5478)) } });
  }
  return { toggles, queries, brush };
}

/** The same question for an engine that knows months only: the months that a window touches, whole. */
export function wholeMonths(filters) {
  const month = (iso) => iso.slice(0, 4) * 12 + +iso.slice(5, 7) - 1, day = (m) => Date.UTC(Math.floor(m / 12), m % 12, 1) / 864e5;
  return { ...filters, fromDay: day(month(filters.from)), toDay: day(month(filters.to) + 1) - 1 };
}

export function oracle(recs) {
  const n = recs.length;
  const day = recs.map((x) => dayOf(x.date)), month = recs.map((x) => monthOf(x.date));
  let norm = null;
  const normText = () => (norm ??= recs.map((x) => ' ' + tokens(textOf(x)).join(' ') + ' '));
  const match = (q) => {
    const t = normText(), out = new Uint8Array(n), last = q.terms.length - 1;
    const needles = q.terms.map((w, i) => ' ' + w + (q.prefix && i === last ? '' : ' '));
    for (let i = 0; i < n; i++) out[i] = needles.every((w) => t[i].includes(w)) ? 1 : 0;
    return out;
  };
  const matchPrefixAll = (q) => {
    const t = normText(), out = new Uint8Array(n), needles = q.terms.map((w) => ' ' + w);
    for (let i = 0; i < n; i++) out[i] = needles.every((w) => t[i].includes(w)) ? 1 : 0;
    return out;
  };
  function counts(filters, base) {
    const sel = Object.entries(filters.facets || {}).filter(([, v]) => v.length);
    const counts = {}, hist = new Array(MONTHS).fill(0);
    for (const f of FACETS) counts[f] = {};
    let total = 0;
    const dated = filters.fromDay !== undefined;
    for (let i = 0; i < n; i++) {
      if (base && !base[i]) continue;
      const fc = recs[i].facets;
      let fails = 0, failed = null;
      for (const [f, v] of sel) if (!fc[f].some((o) => v.includes(o))) { fails++; failed = f; }
      const out = dated && (day[i] < filters.fromDay || day[i] > filters.toDay);
      if (!fails) hist[month[i]]++;
      if (out) fails++;
      if (fails === 0) { total++; for (const f of FACETS) for (const o of fc[f]) counts[f][o] = (counts[f][o] || 0) + 1; }
      else if (fails === 1 && !out) for (const o of fc[failed]) counts[failed][o] = (counts[failed][o] || 0) + 1;
    }
    return { total, counts, hist };
  }
  return { match, matchPrefixAll, counts };
}
