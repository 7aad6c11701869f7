// itemsjs as its documentation shows it: its own text search (each word the beginning of one), its
// aggregations, and a function for the dates.
import itemsjs from '/packages/itemsjs/dist/index.modern.js';
import { FACETS, dayOf, fetchRecords, mark, monthOf, parseQuery, textOf } from './common.js';

let items;
const between = ({ fromDay, toDay }) => (fromDay === undefined ? {} : { filter: (item) => item.day >= fromDay && item.day <= toDay });
const buckets = (found, facet) => found.data.aggregations[facet].buckets.map(({ key, doc_count }) => ({ key, value: doc_count }));
const read = (found) => ({ total: found.pagination.total, counts: Object.fromEntries(FACETS.map((facet) => [facet, buckets(found, facet)])), ids: found.data.items.map(({ id }) => id) });
window.bench = {
  name: 'itemsjs',
  async load(cfg) {
    const records = (this.records = await fetchRecords(cfg));
    const rows = records.map((record) => ({ ...record.facets, id: record.id, name: '', day: dayOf(record.date), month: String(monthOf(record.date)), text: textOf(record) }));
    const facet = (size) => ({ conjunction: false, size });
    items = itemsjs(rows, {
      isExactSearch: true, searchableFields: ['text'],
      aggregations: { ...Object.fromEntries(FACETS.map((name) => [name, facet(4000)])), month: facet(200) },
    });
    mark('indexed');
    return { docs: records.length };
  },
  facetCounts: (filters) => read(items.search({ per_page: 0, filters: filters.facets, ...between(filters) })),
  histogram(filters) {
    const out = new Uint32Array(180);
    for (const { key, value } of buckets(items.search({ per_page: 0, filters: filters.facets }), 'month')) out[+key] = value;
    return out;
  },
  search: (q, filters) => read(items.search({ per_page: 50, filters: filters.facets, query: parseQuery(q).terms.join(' ') })),
};
