// Failscope's engine through its JavaScript door, counts as typed arrays.
import { load } from '/engine/failscope-engine.js';
import { mark } from './common.js';

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
export const NAMES = { organization: 'organisation' };

export async function open(cfg) {
  const response = await fetch(cfg.dataUrl + 'bundle.json');
  const bytes = await response.arrayBuffer();
  mark('fetched');
  const engine = await load(bytes);
  mark('indexed');
  return engine;
}

let e;
if (new URLSearchParams(location.search).get('peer') === 'failscope') window.bench = {
  name: 'failscope', version: 'this tree', names: NAMES,
  async load(cfg) {
    e = await open(cfg);
    this.dict = Object.fromEntries(Object.entries(e.dict).map(([f, values]) => [f, values.map((v) => (SPECIAL.has(v) ? null : v))]));
    return { docs: e.size };
  },
  facetCounts: (filters) => e.counts(link(filters)),
  histogram: (filters) => e.histogram(link(filters) + '&bins=month'),
  search(q, filters) {
    const found = e.counts(link(filters, q), { limit: 50 });
    found.ids = Array.from(found.hits, (hit) => e.ids[hit]);
    return found;
  },
};
