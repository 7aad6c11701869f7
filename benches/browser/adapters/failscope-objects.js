// The same engine in its plain form: a fresh object with every name for every question.
import { NAMES, link, open } from './failscope.js';

let e;
const SPECIAL = ['unknown', 'none', 'missing'];
const named = ({ total, facets, hits }) => ({ total, counts: facets, ids: hits?.map((hit) => hit.id) });
window.bench = {
  name: 'failscope-objects', version: 'this tree', names: NAMES, special: SPECIAL,
  async load(cfg) {
    e = await open(cfg);
    return { docs: e.size };
  },
  facetCounts: (filters) => named(e.answer(link(filters))),
  histogram: (filters) => e.histogram(link(filters) + '&bins=month'),
  search: (q, filters) => named(e.search(link(filters, q))),
};
