// Numbers about numbers: quantiles, and whether answers are the oracle's.
export const quantile = (xs, p) => { const s = [...xs].sort((a, b) => a - b); return s.length ? s[Math.min(s.length - 1, Math.max(0, Math.ceil(p * s.length) - 1))] : null; };
export const median = (xs) => { const s = [...xs].sort((a, b) => a - b), m = s.length >> 1; return s.length ? (s.length & 1 ? s[m] : (s[m - 1] + s[m]) / 2) : null; };

function difference(got, expected) {
  if (got.total !== expected.total) return `total ${got.total} instead of ${expected.total}`;
  // Only the facets that everybody counts: Failscope counts more.
  for (const f in expected.counts) {
    const x = got.counts[f] || {}, y = expected.counts[f];
    for (const k of new Set([...Object.keys(x), ...Object.keys(y)])) if ((x[k] || 0) !== (y[k] || 0)) return `${f}/${k}: ${x[k] || 0} instead of ${y[k] || 0}`;
  }
  return null;
}
function differenceOfBins({ hist }, expected) {
  const month = expected.findIndex((v, m) => v !== hist[m]);
  return month < 0 ? null : `month ${month}: ${hist[month]} instead of ${expected[month]}`;
}
/** How many answers equal the oracle's, and the first difference. */
export function check(results, expected, kind, which) {
  const compare = kind === 'histogram' ? differenceOfBins : difference;
  const wrong = results.map((r, i) => [compare(r, expected[i]), which[i]]).filter(([bad]) => bad);
  return { ok: results.length - wrong.length, of: results.length, first: wrong.length ? `op ${wrong[0][1]}: ${wrong[0][0]}` : null };
}
