// Shared by the adapters that start from the JSON records.
export const FACETS = ['recurring', 'phase', 'boundary', 'nature', 'dimension', 'objective', 'intent', 'capability', 'duration',
  'behaviour', 'perception', 'communication', 'application', 'consequence', 'domain', 'year', 'organisation'];
export const SECTIONS = ['timeline', 'system', 'responsible_org', 'impacted_org', 'software_causes', 'non_software_causes',
  'impacts', 'preventions', 'fixes', 'references'];
export const MONTHS = 180;
export const mark = (name) => performance.mark('bench:' + name);
export async function fetchRecords(cfg) {
  const text = await (await fetch(cfg.recordsUrl)).text();
  mark('fetched');
  const recs = JSON.parse(text);
  mark('parsed');
  return recs;
}
export const textOf = (r) => {
  let s = r.title;
  for (const k of SECTIONS) s += ' ' + r.sections[k];
  return s + ' ' + r.facets.organisation.join(' ');
};
export const dayOf = (iso) => Date.UTC(+iso.slice(0, 4), +iso.slice(5, 7) - 1, +iso.slice(8, 10)) / 864e5;
export const monthOf = (iso) => (+iso.slice(0, 4) - 2010) * 12 + +iso.slice(5, 7) - 1;
export const parseQuery = (q) => {
  const prefix = q.endsWith('*');
  return { terms: (prefix ? q.slice(0, -1) : q).split(' '), prefix };
};
