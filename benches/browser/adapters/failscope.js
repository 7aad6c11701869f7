// Failscope's engine through its JavaScript door, counts as typed arrays.
import { load } from '/engine/failscope-engine.js';
import { MONTHS, mark } from './common.js';

/** The same question as a link. */
export function link(filters, text) {
  let q = '';
  if (text !== undefined) q += '&q=' + encodeURIComponent(translate(text));
  for (const f in filters.facets || {}) {
    const values = filters.facets[f];
    if (f === 'organisation') for (const v of values) q += '&organization=' + encodeURIComponent(v);
    else if (values.length) q += `&${f}=${values.map(encodeURIComponent).join(',')}`;
  }
  if (filters.from) q += `&from=${filters.from}&to=${filters.to}`;
  return q.slice(1);
}
/** The others know words only as written, which quotes ask for; `word*` is a quote not yet closed. */
const translate = (q) => q.split(' ').map((word) => (word.endsWith('*') ? `"${word.slice(0, -1)}` : `"${word}"`)).join(' ');
/** What the other engines do not have: no name for it. */
const SPECIAL = new Set(['unknown', 'none', 'missing']);
const NAMES = { organization: 'organisation' };

/** Opens a bundle and makes what the harness calls, counting the facets that the others count. */
export function bench(name, bundle) {
  let e, facets;
  return {
    name, version: 'this tree', names: NAMES,
    async load(cfg) {
      e = await load(cfg.dataUrl + bundle);
      mark('indexed');
      facets = Object.keys(e.dict).filter((f) => !['responsible', 'impacted', 'labels'].includes(f));
      this.dict = Object.fromEntries(Object.entries(e.dict).map(([f, values]) => [f, values.map((v) => (SPECIAL.has(v) ? null : v))]));
      return { docs: e.size };
    },
    facetCounts: (filters) => e.counts(link(filters), { facets }),
    histogram(filters) {
      const { first, counts } = e.bars(link(filters) + '&bins=month');
      if (counts.length === MONTHS) return counts;
      const months = new Uint32Array(MONTHS);
      months.set(counts, first - 2010 * 12);
      return months;
    },
    async search(q, filters) {
      const question = link(filters, q), options = { limit: 50, facets };
      let found = e.counts(question, options);
      // Words that nobody has asked for yet are fetched, and that is part of the time.
      if (found.partial) found = (await e.prepare(question, { limit: 0 })).counts(question, options);
      found.ids = Array.from(found.hits, (hit) => e.ids[hit]);
      return found;
    },
  };
}

const peer = new URLSearchParams(location.search).get('peer');
if (peer === 'failscope') window.bench = bench(peer, 'site/bundle.json');
