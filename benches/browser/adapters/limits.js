// What the machine and the browser allow at best, measured in the same run.
import { pop } from './bitset-core.js';
const med = (f, reps = 31) => {
  const warm = performance.now(), t = [];
  let calls = 0;
  while (performance.now() - warm < 150) { f(); calls++; }              // let the optimising tier take over
  const inner = Math.max(1, Math.min(200, Math.round(calls / 75)));     // about 2 ms a sample
  for (let i = 0; i < reps; i++) { const a = performance.now(); for (let j = 0; j < inner; j++) f(); t.push((performance.now() - a) / inner); }
  return t.sort((x, y) => x - y)[reps >> 1];
};
const tick = () => new Promise((r) => setTimeout(r, 0));
window.limits = async (sizes, base) => {
  const out = { popcount: [], other: {} };
  const { instance } = await WebAssembly.instantiate(await (await fetch('/data/limits.wasm')).arrayBuffer());
  const ex = instance.exports, mem = new Uint32Array(ex.mem.buffer);
  let x = 123456789;
  for (let i = 0; i < mem.length; i++) { x ^= x << 13; x ^= x >>> 17; x ^= x << 5; mem[i] = x; }
  const K = 77;
  for (const n of sizes) {
    const len = Math.ceil(n / 512) * 64, mask = 0, opts = len, outAt = 140 << 20, W = len / 4;
    const A = mem.slice(0, W), B = mem.slice(W, W + W * K), C = new Uint32Array(K);
    const js = med(() => { let o = 0; for (let k = 0; k < K; k++) { let s = 0; for (let w = 0; w < W; w++) s += pop(A[w] & B[o + w]); o += W; C[k] = s; } });
    const scalar = med(() => ex.scalar(mask, opts, len, K, outAt)), want = mem[outAt >> 2], simd = med(() => ex.simd(mask, opts, len, K, outAt));
    if (mem[outAt >> 2] !== want || C[0] !== want) throw new Error('popcount variants disagree');
    const simd4 = med(() => ex.simd4(mask, opts, len, K, outAt));
    if (mem[outAt >> 2] !== want) throw new Error('popcount variants disagree');
    out.popcount.push({ n, options: K, kib: (K * len) / 1024, js, scalar, simd, simd4 });
    await tick();
  }
  // the part that bitsets do not serve: a facet with 3,000 values
  const v = new Uint16Array(150000), c = new Uint32Array(3000);
  for (let i = 0; i < v.length; i++) v[i] = mem[i] % 3000;
  out.other['count 150,000 list entries into 3,000 values, plain JS, ms'] = med(() => { c.fill(0); for (let i = 0; i < v.length; i++) c[v[i]]++; });
  await tick();
  let a = performance.now();
  const text = await (await fetch(base + 'records.json')).text();
  out.other['fetch, gunzip and decode the records over loopback, MB/s'] = text.length / (performance.now() - a) / 1e3;
  a = performance.now();
  JSON.parse(text);
  out.other['JSON.parse, MB/s'] = text.length / (performance.now() - a) / 1e3;
  return out;
};
