// Injected before any page script. Waits for window.bench = { load, facetCounts, search, histogram },
// calls load(cfg) at once, and runs the operations.
window.__H = (() => {
  const H = { state: 'waiting', cfg: null };
  const api = () => window.bench;
  const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
  H.start = async (cfg) => {
    let a;
    while (!(a = api())) await sleep(1);
    const t0 = performance.now();
    H.state = 'loading';
    try {
      const info = (a.load ? await a.load(cfg) : null) || {};
      const t1 = performance.now();
      const marks = Object.fromEntries(performance.getEntriesByType('mark').filter((m) => m.name.startsWith('bench:')).map((m) => [m.name.slice(6), m.startTime]));
      H.loaded = { usableMs: t1, codeMs: t0, loadMs: t1 - t0, marks, docs: info.docs, name: a.name, dates: a.dates, supports: a.supports || ['facets', 'search', 'histogram'], isolated: crossOriginIsolated };
      H.state = 'ready';
    } catch (e) { H.state = 'failed'; H.error = String(e && e.stack || e); }
    console.debug('bench: ready');
  };
  const facet = (c, name) => {
    const out = {};
    if (!c) return out;
    if (ArrayBuffer.isView(c)) { const d = api().dict[name]; for (let i = 0; i < c.length; i++) if (c[i] && d[i] !== null) out[d[i]] = c[i]; }
    else if (Array.isArray(c)) { for (const { key, value } of c) if (value) out[key] = value; }
    else if (c instanceof Map) { for (const [k, v] of c) if (v) out[k] = v; }
    else for (const k in c) if (c[k] && !api().special?.includes(k)) out[k] = Number(c[k]);
    return out;
  };
  const hist = (h) => {
    if (Array.isArray(h)) { const o = new Array(180).fill(0); for (const { from, count } of h) o[(from.slice(0, 4) - 2010) * 12 + +from.slice(5, 7) - 1] = count; return o; }
    return Array.from(h, Number);
  };
  const call = (a, kind, op) => (kind === 'query' ? a.search(op.query, op.filters) : kind === 'histogram' ? a.histogram(op.filters) : a.facetCounts(op.filters));
  // timed pass: nothing but the operations (and a turn of the event loop between two of them)
  H.run = async (kind, ops, budgetMs) => {
    const a = api(), times = [];
    let begin;
    for (let i = 0; i < ops.length; i++) {
      await sleep(0);
      const t = performance.now();
      await call(a, kind, ops[i]);
      times.push(performance.now() - t);
      // the first operation may prepare something, such as an index of every word, for all that follow
      begin ??= performance.now();
      if (performance.now() - begin > budgetMs && i >= 1) break;
    }
    return times;
  };
  // checking pass, not timed: results in one common form
  H.check = async (kind, ops, which) => {
    const a = api(), results = [];
    for (const i of which) {
      const raw = await call(a, kind, ops[i]);
      if (kind === 'histogram') results.push({ hist: hist(raw) });
      else results.push({ total: Number(raw.total), counts: Object.fromEntries(Object.entries(raw.counts).map(([k, v]) => [(a.names || {})[k] || k, facet(v, k)])), ids: raw.ids && Array.from(raw.ids, Number) });
    }
    return results;
  };
  H.memory = async () => {
    if (!crossOriginIsolated || !performance.measureUserAgentSpecificMemory) return null;
    const r = await Promise.race([performance.measureUserAgentSpecificMemory(), sleep(25000)]);
    // It counts the memory of wasm too: a page that only makes one of 105 MB is said to have 105.3.
    return r && { bytes: r.bytes };
  };
  return H;
})();
