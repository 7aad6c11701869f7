// Numbers as people read them.
export const ms = (x) => (x == null ? '–' : x >= 10000 ? (x / 1000).toFixed(1) + ' s' : x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x >= 0.1 ? x.toFixed(2) : x.toFixed(3));
export const mb = (x) => (x == null ? '–' : x / 1048576 >= 10 ? (x / 1048576).toFixed(0) : (x / 1048576).toFixed(2));
export const kb = (x) => (x == null ? '–' : Math.round(x / 1000).toLocaleString('en'));
export const ratio = (x) => (x == null || !isFinite(x) ? '–' : x >= 10 ? x.toFixed(0) : x.toFixed(2));
export const whole = (x) => (x == null ? '–' : x.toFixed(0));
