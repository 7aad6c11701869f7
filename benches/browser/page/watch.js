// Injected into the app's page before anything else: sees when it is usable, and times what a visitor does
// from the event to the screen. It knows nothing of the app but test ids.
window.__W = (() => {
  const W = { marks: {} }, at = (id) => document.querySelector(`[data-testid="${id}"]`);
  const number = (text) => Number((text || '').replaceAll(/[,.\s]/g, '').match(/\d+/)?.[0] ?? NaN);
  W.total = () => number(at('total')?.textContent);
  // In a frame's callback: it has been handed over when the first message after its callbacks arrives.
  const handed = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then(performance.now());
    port2.postMessage(0);
  };
  const painted = (then) => requestAnimationFrame(() => handed(then));
  const parts = {
    counts: () => W.total() === W.expects && document.querySelector('[data-testid^="facet-"] input'),
    timeline: () => at('timeline')?.querySelector('button, rect, path, canvas, li'),
    list: () => at('list')?.querySelector('li'),
    // Before its titles are here a row shows the number of its incident.
    titles: () => /\p{L}{3}/u.test(at('list')?.querySelector('a')?.textContent ?? ''),
  };
  /** Watches for a page of so many incidents; `marks.usable` is when all of it has been painted, and
      `marks.answers` when the program has taken over, which does at once what was done before. */
  W.await = (expects) => {
    W.expects = expects;
    const look = () => {
      let missing = false;
      for (const [name, is] of Object.entries(parts)) {
        if (W.marks[name]) continue;
        if (is()) W.marks[name] = performance.now(); else missing = true;
      }
      if (missing) requestAnimationFrame(look); else handed((now) => { W.marks.usable = now; requestAnimationFrame(taken); });
    };
    const taken = () => {
      if (document.querySelector('#first')) requestAnimationFrame(taken); else handed((now) => { W.marks.answers = now; console.debug('bench: ready'); });
    };
    requestAnimationFrame(look);
  };
  /** Waits for an event of this type. Answers with the ms from it to its frame and to the last change on
      the screen, after `quiet` ms without one, with the total that the first of these frames shows, and, where
      it changes a field, with the ms of script until the page has handled it. */
  W.next = (type, key, quiet) => {
    const out = {};
    out.done = new Promise((ok) => {
      const begun = (event) => {
        if (key && event.key !== key) return;
        removeEventListener(type, begun, true);
        const since = event.timeStamp, begins = performance.now();
        // Bubbling, it comes here when the page has done all that it does before the frame.
        addEventListener('change', () => { out.handled = performance.now() - begins; }, { once: true });
        let changed = performance.now(), last = 0;
        const observer = new MutationObserver(() => {
          changed = performance.now();
          painted((now) => { last = now - since; });
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        painted((now) => {
          const first = now - since, total = W.total();
          const rest = () => {
            const still = changed + quiet - performance.now();
            if (still > 0) return setTimeout(rest, still);
            observer.disconnect();
            ok({ first, total, settled: Math.max(first, last), handled: out.handled, partial: !!at('partial') });
          };
          rest();
        });
      };
      addEventListener(type, begun, true);
    });
    return (W.armed = out.done);
  };
  /** Notes what the next click changes before its frame, texts and attributes; answers with how many. */
  W.note = () => new Promise((ok) => {
    addEventListener('click', () => {
      const changes = new Map();
      const take = (records) => {
        for (const { target, attributeName, oldValue } of records) {
          const of = changes.get(target) ?? changes.set(target, new Map()).get(target);
          if (!of.has(attributeName)) of.set(attributeName, oldValue);
        }
      };
      const observer = new MutationObserver(take);
      observer.observe(document.body, { subtree: true, characterData: true, characterDataOldValue: true, attributes: true, attributeOldValue: true });
      requestAnimationFrame(() => {
        take(observer.takeRecords());
        observer.disconnect();
        const now = (node, name) => (name ? node.getAttribute(name) : node.data);
        W.noted = [...changes].filter(([node]) => node.isConnected)
          .flatMap(([node, of]) => [...of].map(([name, before]) => ({ node, name, before, after: now(node, name) })))
          .filter(({ before, after }) => before !== after);
        ok(W.noted.length);
      });
    }, { once: true, capture: true });
  });
  /** Writes it again with the next click, or what was there before. */
  W.byHand = (when) => addEventListener('click', () => {
    for (const { node, name, [when]: value } of W.noted) {
      if (!name) node.data = value; else if (value === null) node.removeAttribute(name); else node.setAttribute(name, value);
    }
  }, { once: true });
  return W;
})();
