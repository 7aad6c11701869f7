// The app itself, as a visitor meets it: the release site over a benchmark's collection, in a browser
// that has never seen it, then in the same browser again.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from './prep.mjs';
import { come, open } from './lib/browser.mjs';
import { median, quantile } from './lib/check.mjs';
import { MOVES_UNDER } from './lib/visit.mjs';

const WATCH = ['harness', 'watch'].map((name) => fs.readFileSync(path.join(ROOT, `page/${name}.js`), 'utf8')).join(';');
/** Without a change on the screen for so long, an answer is whole: some frames, less than between two keys. */
const QUIET = 120;
/** So many more browsers only come, twice: from one to the next a load differs by a half. */
const LOADS = 12;
/** People hold a button down for so many ms: its own frame, with the focus, is over when they let go. */
const PRESS = 60;
const COSTS = { script: 'ScriptDuration', style: 'RecalcStyleDuration', layout: 'LayoutDuration', task: 'TaskDuration' };

/** One browser with an empty profile: two visits, then everything a visitor does, if there is a `visit`. */
async function session(server, n, visit, guard) {
  const b = await open(), { page } = b, failures = [];
  try {
    page.on('pageerror', (error) => failures.push(String(error)));
    const cdp = await b.context.newCDPSession(page), url = `${server.origin}/app/${n}/`;
    await cdp.send('Performance.enable');
    const costs = async () => {
      const all = Object.fromEntries((await cdp.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value * 1000]));
      return Object.fromEntries(Object.entries(COSTS).map(([name, metric]) => [name, all[metric]]));
    };
    const since = (before, after) => Object.fromEntries(Object.keys(COSTS).map((name) => [name, after[name] - before[name]]));
    await page.addInitScript(`${WATCH};window.__W.await(${n});`);
    const visited = async (address = url) => {
      const cpu = b.cpuMs(), from = server.log.length, before = await costs();
      await guard(come(page, address, 120_000), 'load of the app');
      const marks = await page.evaluate(() => ({ ...window.__W.marks, paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime }));
      const spent = since(before, await costs());
      // A navigation may begin the counters anew.
      if (spent.task < 0) Object.assign(spent, await costs());
      return { marks, cpu: b.cpuMs() - cpu, costs: spent, bytes: () => server.bytes(from) };
    };
    const memory = async () => {
      await cdp.send('HeapProfiler.collectGarbage');
      const page_ = await guard(page.evaluate(() => window.__H.memory()), 'memory').catch(() => null);
      return { pageMB: page_ && page_.bytes / 2 ** 20, rendererMB: b.rendererMB() };
    };
    const first = await visited();
    await cdp.send('HeapProfiler.enable');
    const out = { loadavg: os.loadavg()[0], browser: b.version, memory: await memory(), first: { ...first, bytes: first.bytes() }, steps: {} };
    await page.goto('about:blank');
    const again = await visited();
    out.again = { ...again, bytes: again.bytes() };
    if (!visit) return out;

    const settle = () => page.waitForTimeout(QUIET);
    /** Does one thing and measures from its event to the screen. */
    const time = async (type, key, act) => {
      await page.evaluate(([...wants]) => void window.__W.next(...wants), [type, key, QUIET]);
      const before = await costs();
      await act();
      const seen = await guard(page.evaluate(() => window.__W.armed), type);
      const spent = since(before, await costs());
      return { ...seen, ...spent, looks: spent.style + spent.layout };
    };
    const steps = (kind, found) => { out.steps[kind] = found; };
    const place = async (locator) => {
      await locator.scrollIntoViewIfNeeded();
      const { x, y, width, height } = await locator.boundingBox();
      await page.mouse.move(x + width / 2, y + height / 2);
      return settle();
    };
    const click = async () => { await page.mouse.down(); await page.waitForTimeout(PRESS); await page.mouse.up(); };
    const rows = [];
    // The floor: a click that changes nothing.
    await place(page.getByTestId('total'));
    for (let i = 0; i < 10; i++) { rows.push(await time('click', null, click)); await settle(); }
    steps('nothing', rows);

    const toggles = [];
    for (const { facet, value, total } of visit.toggles) {
      const panel = page.getByTestId(`facet-${facet}`);
      if (!(await panel.evaluate((details) => details.open ?? true))) { await panel.locator('summary').click(); await settle(); }
      await place(page.getByTestId(`${facet}=${value}`));
      const seen = await time('click', null, click);
      toggles.push({ ...seen, right: seen.total === total });
    }
    steps('toggle', toggles);
    // The floor of a toggle: what one changes before its frame, written by a script that has it ready.
    const { facet, value } = visit.toggles[0], hands = [];
    await place(page.getByTestId(`${facet}=${value}`));
    await page.evaluate(() => void (window.__W.changes = window.__W.note()));
    await click();
    const changes = await guard(page.evaluate(() => window.__W.changes), 'noting');
    // Beside the panel, where a click does nothing and what changes is in sight.
    await page.mouse.move(2, (await page.getByTestId(`${facet}=${value}`).boundingBox()).y);
    await settle();
    for (const when of Array(5).fill(['before', 'after']).flat()) {
      await page.evaluate((when) => window.__W.byHand(when), when);
      hands.push({ ...(await time('click', null, click)), changes });
      await settle();
    }
    steps('hand', hands);

    const { start } = visit, query = `?${MOVES_UNDER.facet}=${MOVES_UNDER.values.join()}&from=${start.from}&to=${start.to}`;
    const went = async (search) => {
      await page.goto(url + search, { waitUntil: 'load' });
      await guard(page.waitForFunction(() => window.__W.total() >= 0, null, { polling: 50 }), 'a link');
      await page.waitForTimeout(500);
    };
    await went(query);
    const moves = [];
    for (const { edge, date, total } of visit.moves) {
      const input = page.getByTestId(edge);
      await input.fill(date);
      await settle();
      const seen = await time('keydown', 'Enter', () => input.press('Enter'));
      moves.push({ ...seen, right: seen.total === total });
    }
    steps('brush', moves);

    // A stretch of the timeline dragged over, and let go; in a page that can be dragged over.
    if (await page.getByTestId('brush').count()) {
      await went('');
      const drags = [];
      for (let i = 0; i < 10; i++) {
        const { x, y, width, height } = await page.getByTestId('brush').boundingBox(), to = (share) => page.mouse.move(x + width * share, y + height / 2), from = (0.05 + i * 0.17) % 0.5;
        await to(from);
        await page.mouse.down();
        for (let step = 1; step <= 4; step++) await to(from + step * 0.1);
        await settle();
        const seen = await time('pointerup', null, () => page.mouse.up());
        drags.push({ ...seen, right: seen.total >= 1 && seen.total < n });
      }
      steps('drag', drags);
    }

    await went('');
    const search = page.getByTestId('search'), typed = [];
    await search.click();
    for (const text of visit.typed) {
      for (const letter of text) {
        const seen = await time('keydown', letter, () => page.keyboard.press(letter === ' ' ? 'Space' : letter));
        const total = await page.evaluate(() => window.__W.total());
        typed.push({ ...seen, right: !seen.partial && total >= 1 && total <= n });
      }
      await search.fill('');
      await page.waitForTimeout(300);
    }
    steps('key', typed);
    out.after = await memory();
    if (failures.length) throw new Error(`the page reported ${failures[0]}`);
    return out;
  } finally { await b.close(); }
}

/** Sessions of the app at one size, the first of which only warms the host up and is not counted. */
export async function measure(server, n, visit, reps, guard) {
  const run = { n, peer: 'app' };
  try {
    const all = [];
    for (let i = 0; i <= reps; i++) all.push(await session(server, n, visit, guard));
    const kept = all.slice(1), loads = [...kept];
    for (let i = 0; i < LOADS; i++) loads.push(await session(server, n, null, guard));
    const middle = (of) => median(loads.map(of).filter((x) => x != null));
    const load = (name) => ({
      ...Object.fromEntries(['paint', 'counts', 'timeline', 'list', 'usable', 'answers'].map((mark) => [mark + 'Ms', middle((s) => s[name].marks[mark])])),
      cpuMs: middle((s) => s[name].cpu), ...Object.fromEntries(Object.keys(COSTS).map((cost) => [cost, middle((s) => s[name].costs[cost])])), bytes: kept[0][name].bytes,
    });
    Object.assign(run, { browser: kept[0].browser, reps, loads: loads.length, loadavg: middle((s) => s.loadavg), first: load('first'), again: load('again'), steps: {} });
    for (const when of ['memory', 'after']) run[when] = { pageMB: middle((s) => s[when]?.pageMB), rendererMB: middle((s) => s[when]?.rendererMB) };
    for (const kind of Object.keys(kept[0].steps)) {
      const rows = kept.flatMap((s) => s.steps[kind]), of = (name) => rows.map((row) => row[name]);
      const both = (name) => ({ median: median(of(name)), p95: quantile(of(name), 0.95) });
      run.steps[kind] = { ops: kept[0].steps[kind].length, ...(rows[0].changes && { changes: median(of('changes')) }), first: both('first'), settled: both('settled'), ...(rows[0].handled && { handled: both('handled') }), ...Object.fromEntries(['script', 'looks', 'task'].map((cost) => [cost, both(cost)])), right: of('right').filter(Boolean).length, of: rows.length };
    }
  } catch (e) { run.error = String(e.message || e).split('\n')[0].slice(0, 300); }
  return run;
}
