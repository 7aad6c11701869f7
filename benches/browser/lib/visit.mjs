// What a visitor of the page does, and the totals that must then be on the screen: thirty values
// switched on and off, a window of dates moved thirty times, five queries typed letter by letter.
import { rng } from './rng.mjs';
import { DAY0, SMALL_FACETS, dayOf, isoOf } from './schema.mjs';

export const VISIT_VERSION = 1;
export const MOVES_UNDER = { facet: 'domain', values: ['information', 'finance'] };

export function makeVisit(records, queries) {
  const r = rng(7 + records.length);
  const has = (record, facet, values) => record.facets[facet].some((value) => values.has(value));
  const count = (selected) => {
    const wanted = Object.entries(selected).filter(([, values]) => values.size);
    return records.reduce((total, record) => total + wanted.every(([facet, values]) => has(record, facet, values)), 0);
  };
  const flip = (selected, facet, value) => {
    const next = new Set(selected[facet]);
    if (!next.delete(value)) next.add(value);
    return { ...selected, [facet]: next };
  };
  // Not towards an empty list, as most people.
  const names = Object.keys(SMALL_FACETS), enough = records.length * 0.005, toggles = [];
  let selected = {};
  while (toggles.length < 30) {
    const active = names.filter((facet) => selected[facet]?.size);
    const facet = r.pick(active.length >= 3 || (active.length && r() < 0.4) ? active : names);
    // Of a facet with a selection as often a value less as a value more.
    const value = r.pick(selected[facet]?.size && r() < 0.5 ? [...selected[facet]] : SMALL_FACETS[facet].options);
    const next = flip(selected, facet, value), total = count(next);
    if (total < enough) continue;
    selected = next;
    toggles.push({ facet, value, total });
  }
  const under = new Set(MOVES_UNDER.values), days = records.filter((record) => has(record, MOVES_UNDER.facet, under)).map((record) => dayOf(record.date));
  const start = { from: DAY0 + 900, to: DAY0 + 2000 }, window = { ...start }, moves = [];
  for (let i = 0; i < 30; i++) {
    const edge = i % 2 ? 'from' : 'to';
    window[edge] += 20 + r.int(100);
    moves.push({ edge, date: isoOf(window[edge]), total: days.filter((day) => day >= window.from && day <= window.to).length });
  }
  const typed = queries.filter((query) => !Object.keys(query.filters.facets).length && query.terms.length > 1).slice(0, 5).map((query) => query.terms.join(' '));
  return { toggles, start: { from: isoOf(start.from), to: isoOf(start.to) }, moves, typed };
}
