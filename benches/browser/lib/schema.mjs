// Facets shaped like the FAIL taxonomy. `p` holds the chance of each option (drawn one by one,
// so a record can carry several), `none` the chance that the facet stays empty.
const two = (a, b, pa, pb, none = 0.04) => ({ options: [a, b], p: [pa, pb], none });
export const SMALL_FACETS = {
  recurring: two('one_organization', 'multiple_organization', 0.35, 0.55, 0.2),
  phase: two('design', 'operation', 0.88, 0.62),
  boundary: two('within_system', 'outside_system', 0.9, 0.55),
  nature: two('non-human_actions', 'human_actions', 0.8, 0.7),
  dimension: two('hardware', 'software', 0.3, 0.93),
  objective: two('malicious', 'non-malicious', 0.38, 0.66),
  intent: two('poor_decisions', 'accidental_decisions', 0.58, 0.6, 0.08),
  capability: two('development_incompetence', 'accidental', 0.5, 0.72, 0.05),
  duration: two('permanent', 'temporary', 0.25, 0.8, 0.05),
  behaviour: {
    options: ['crash', 'omission', 'timing', 'value', 'byzantine', 'other'],
    p: [0.3, 0.5, 0.12, 0.42, 0.06, 0.55], none: 0.02,
  },
  perception: {
    options: ['sensor', 'actuator', 'processing_unit', 'network_communication', 'embedded_software'],
    p: [0.5, 0.2, 0.35, 0.4, 0.6], none: 0.72,
  },
  communication: two('link_level', 'connectivity_level', 0.3, 0.85, 0.8),
  application: two('application_true', 'application_false', 0.8, 0.25, 0.75),
  consequence: {
    options: ['death', 'harm', 'basic', 'property', 'delay', 'non-human', 'no_consequence', 'theoretical_consequence', 'other'],
    p: [0.05, 0.08, 0.06, 0.55, 0.3, 0.4, 0.04, 0.5, 0.1], none: 0.02,
  },
  domain: {
    options: ['information', 'transportation', 'natural_resources', 'sales', 'construction', 'manufacturing', 'utilities',
      'finance', 'knowledge', 'health', 'entertainment', 'government', 'consumer_device', 'space', 'defense', 'media',
      'education', 'agriculture', 'logistics', 'other'],
    p: [0.42, 0.24, 0.01, 0.13, 0.01, 0.04, 0.05, 0.2, 0.06, 0.1, 0.12, 0.18, 0.09, 0.04, 0.05, 0.08, 0.03, 0.01, 0.05, 0.06],
    none: 0.01,
  },
};
export const YEARS = Array.from({ length: 15 }, (_, i) => String(2010 + i));
export const ORG_COUNT = 3000;
export const FACETS = [...Object.keys(SMALL_FACETS), 'year', 'organisation'];
export const SECTIONS = ['timeline', 'system', 'responsible_org', 'impacted_org', 'software_causes', 'non_software_causes',
  'impacts', 'preventions', 'fixes', 'references'];
export const MONTH0 = 2010 * 12;            // month index 0 is 2010-01
export const MONTHS = 15 * 12;
export const DAY0 = Date.UTC(2010, 0, 1) / 864e5;
export const dayOf = (iso) => Date.UTC(+iso.slice(0, 4), +iso.slice(5, 7) - 1, +iso.slice(8, 10)) / 864e5;
export const isoOf = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
export const monthOf = (iso) => (+iso.slice(0, 4)) * 12 + (+iso.slice(5, 7)) - 1 - MONTH0;
export const textOf = (r) => {
  let s = r.title;
  for (const k of SECTIONS) s += ' ' + r.sections[k];
  // Failscope searches the organisations too, so here everybody does.
  return s + ' ' + r.facets.organisation.join(' ');
};
export const tokens = (s) => s.toLowerCase().match(/[a-z0-9]+/g) || [];
