// One fresh headless Chromium per measurement, with its own empty profile; ended by process id.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

export const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const EXTRA = ['--disable-extensions', '--disable-dev-shm-usage', '--enable-blink-features=ForceEagerMeasureMemory', '--window-size=1280,900'];

/** Goes to a page and waits until it says on the console that it is ready. Looking whether it is, from outside,
    puts a script of 330 kB into it, which held up its first frame by 25 ms in a trace. */
export const come = (page, address, timeout) => Promise.all([
  page.waitForEvent('console', { predicate: (message) => message.text() === 'bench: ready', timeout }),
  page.goto(address, { waitUntil: 'commit' }),
]);

export async function open() {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'peer-bench-'));
  const proc = spawn(process.env.CHROMIUM || '/usr/bin/chromium', [...FLAGS, ...EXTRA, `--user-data-dir=${profile}`, '--remote-debugging-port=0', 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  const ws = await new Promise((ok, no) => {
    let s = '';
    const t = setTimeout(() => no(new Error('chromium did not start: ' + s.slice(-400))), 30000);
    proc.stderr.on('data', (d) => { s += d; const m = /DevTools listening on (ws:\S+)/.exec(s); if (m) { clearTimeout(t); ok(m[1]); } if (s.length > 1e6) s = s.slice(-1e5); });
    proc.on('exit', (c) => no(new Error('chromium ended with ' + c + ': ' + s.slice(-400))));
  });
  const browser = await chromium.connectOverCDP(ws), context = browser.contexts()[0], page = context.pages()[0] || await context.newPage();
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    await Promise.race([browser.close().catch(() => {}), new Promise((r) => setTimeout(r, 3000))]);
    const gone = new Promise((r) => (proc.exitCode !== null || proc.signalCode ? r() : proc.once('exit', r)));
    try { process.kill(-proc.pid, 'SIGKILL'); } catch { /* already gone */ }
    await Promise.race([gone, new Promise((r) => setTimeout(r, 3000))]);
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  // processes below this browser that are renderers
  const renderers = () => {
    const kids = {}, cmd = {}, out = [];
    for (const d of fs.readdirSync('/proc')) {
      if (!/^\d+$/.test(d)) continue;
      try {
        const stat = fs.readFileSync(`/proc/${d}/stat`, 'utf8'), ppid = +stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
        (kids[ppid] ??= []).push(+d); cmd[d] = fs.readFileSync(`/proc/${d}/cmdline`, 'utf8');
      } catch { /* ended meanwhile */ }
    }
    const walk = (p) => { for (const k of kids[p] || []) { if (/--type=renderer/.test(cmd[k])) out.push(k); walk(k); } };
    walk(proc.pid);
    return out;
  };
  const read = (f) => { try { return fs.readFileSync(f, 'utf8'); } catch { return ''; } };
  // proportional memory of the renderer that holds the page (the largest one)
  const rendererMB = () => Math.max(0, ...renderers().map((p) => +(/^Pss:\s+(\d+)/m.exec(read(`/proc/${p}/smaps_rollup`))?.[1] || 0) / 1024));
  // processor time of all threads of the renderers, in ms: much less touched by other work on the machine than wall time
  const cpuMs = () => {
    let ns = 0;
    for (const p of renderers()) {
      let tids = [];
      try { tids = fs.readdirSync(`/proc/${p}/task`); } catch { continue; }
      for (const t of tids) ns += +(read(`/proc/${p}/task/${t}/schedstat`).split(' ')[0] || 0);
    }
    return ns / 1e6;
  };
  const version = browser.version();
  return { page, context, close, rendererMB, cpuMs, version, proc };
}
