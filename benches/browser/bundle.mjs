// The records of gen.mjs as a Failscope bundle: the 15 categories with a taxonomy that matches,
// the day of the report, and the organisations as those responsible.
import fs from 'node:fs';
import { SECTIONS, SMALL_FACETS } from './lib/schema.mjs';

const named = (id) => ({ id, label: id });
const taxonomy = {
  title: 'FAIL-shaped',
  sections: SECTIONS.map(named),
  groups: [{ ...named('all'), categories: Object.entries(SMALL_FACETS).map(([id, { options }]) => ({ ...named(id), options: options.map(named) })) }],
};

const incident = (r) => ({
  id: String(r.id), title: r.title, published: r.date, responsible: r.facets.organisation,
  sections: SECTIONS.map((id) => ({ id, blocks: [{ text: r.sections[id] }] })),
  labels: Object.fromEntries(Object.keys(SMALL_FACETS).filter((f) => r.facets[f].length).map((f) => [f, { choice: { chosen: r.facets[f] } }])),
});

/** Writes a bundle without a version, as by hand; in pieces, since all of it is no string. */
export function writeBundle(records, out) {
  // Newest first, as `failscope build` orders a collection.
  const recs = records.toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
  const fd = fs.openSync(out, 'w');
  let text = `{"failscope":1,"content":{"collection":{"title":"${recs.length} made-up incidents"},"taxonomy":${JSON.stringify(taxonomy)},"incidents":[`;
  recs.forEach((r, i) => {
    text += (i ? ',' : '') + JSON.stringify(incident(r));
    if (text.length > 1 << 20) { fs.writeSync(fd, text); text = ''; }
  });
  fs.writeSync(fd, text + ']}}\n');
  fs.closeSync(fd);
}
