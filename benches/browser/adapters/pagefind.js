// Pagefind on an index made ahead of time; words and results are fetched by each query. It counts
// under all filters, so every facet with a selection is another search without it; it knows no
// ranges, so a window of dates is the months that it touches.
import { mark, parseQuery } from './common.js';

let pagefind;
const chosen = (filters) => Object.entries(filters.facets || {}).filter(([, values]) => values.length);
const month = (iso) => (iso.slice(0, 4) - 2010) * 12 + +iso.slice(5, 7) - 1;
const without = (filters, skip) => {
  const out = Object.fromEntries(chosen(filters).filter(([facet]) => facet !== skip).map(([facet, values]) => [facet, { any: values }]));
  if (filters.from && skip !== 'month') out.month = { any: Array.from({ length: month(filters.to) - month(filters.from) + 1 }, (_, i) => 'm' + (month(filters.from) + i)) };
  return out;
};
const search = (words, filters, skip) => pagefind.search(words, { filters: without(filters, skip) });
async function ask(words, filters) {
  const found = await search(words, filters), { month: _, ...counts } = found.filters;
  for (const [facet] of chosen(filters)) counts[facet] = (await search(words, filters, facet)).filters[facet];
  return { total: found.results.length, counts, results: found.results };
}
window.bench = {
  name: 'pagefind', dates: 'months',
  async load(cfg) {
    pagefind = await import(cfg.dataUrl + 'pagefind/pagefind.js');
    await pagefind.init();
    const { year } = await pagefind.filters();
    mark('indexed');
    return { docs: Object.values(year).reduce((sum, count) => sum + count, 0) };
  },
  facetCounts: (filters) => ask(null, filters),
  async histogram(filters) {
    const out = new Uint32Array(180), found = await search(null, filters, 'month');
    for (const [key, count] of Object.entries(found.filters.month)) out[+key.slice(1)] = count;
    return out;
  },
  async search(q, filters) {
    const found = await ask(parseQuery(q).terms.join(' '), filters);
    // A result has no title until its file is here: ten, as its own interface shows.
    found.ids = (await Promise.all(found.results.slice(0, 10).map((result) => result.data()))).map(({ url }) => +url.split('/').pop());
    return found;
  },
};
