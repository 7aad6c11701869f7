// Facets and histogram: crossfilter2 has no text search. It works by differences, so what is
// applied is the difference between the last question and this one, as dc.js does it.
import { FACETS, dayOf, fetchRecords, mark, monthOf } from './common.js';

// Its minified file is a script that names a global.
await new Promise((ok, no) => document.head.append(Object.assign(document.createElement('script'), { src: '/packages/crossfilter2/crossfilter.min.js', onload: ok, onerror: no })));
const dimensions = {}, groups = {}, last = {};
let all, days, months, range = '';
function apply(filters) {
  for (const facet of FACETS) {
    const values = (filters.facets || {})[facet] || [], key = values.join('|');
    if ((last[facet] || '') === key) continue;
    last[facet] = key;
    const wanted = new Set(values);
    if (values.length) dimensions[facet].filterFunction((value) => wanted.has(value)); else dimensions[facet].filterAll();
  }
  const key = filters.fromDay === undefined ? '' : `${filters.fromDay}-${filters.toDay}`;
  if (key === range) return;
  range = key;
  if (key) days.filterRange([filters.fromDay, filters.toDay + 1]); else days.filterAll();
}
window.bench = {
  name: 'crossfilter2', supports: ['facets', 'histogram'],
  async load(cfg) {
    const records = (this.records = await fetchRecords(cfg));
    all = window.crossfilter(records);
    for (const facet of FACETS) {
      dimensions[facet] = all.dimension((record) => record.facets[facet], true);
      groups[facet] = dimensions[facet].group().reduceCount();
    }
    days = all.dimension((record) => dayOf(record.date));
    const monthOfDay = new Map(records.map((record) => [dayOf(record.date), monthOf(record.date)]));
    months = days.group((day) => monthOfDay.get(day)).reduceCount();
    mark('indexed');
    return { docs: records.length };
  },
  facetCounts(filters) {
    apply(filters);
    return { total: all.groupAll().value(), counts: Object.fromEntries(FACETS.map((facet) => [facet, groups[facet].all()])) };
  },
  histogram(filters) {
    apply(filters);
    const out = new Uint32Array(180);
    for (const { key, value } of months.all()) out[key] = value;
    return out;
  },
};
