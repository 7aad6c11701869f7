// <failscope-embed> in a page of another origin under a strict policy: docs/embedding.md, promise by promise.
import AxeBuilder from '@axe-core/playwright'
import { test, expect, HOST, SITE } from '../embeds.mjs'
import { weigh } from '../weights.mjs'

test('two embeds on a page arrive, fit and follow the theme, and leave no history', async ({ host, page }) => {
  await host.visit()
  const before = await host.history()
  for (const id of ['list', 'chart']) await host.isReady(id)
  for (const id of ['list', 'chart']) await host.fits(id)
  for (const theme of ['dark', 'light', 'dark']) {
    await page.evaluate((theme) => document.documentElement.setAttribute('data-theme', theme), theme)
    for (const id of ['list', 'chart']) await host.wears(id, theme)
  }
  await expect.poll(() => host.listed('list')).toContain('knight-capital-2012')
  expect(Object.fromEntries(await host.bars('chart')).finance).toBeGreaterThan(5)
  await expect.poll(() => host.history()).toBe(before)
  const said = await host.said('ready')
  expect(said.map(([id]) => id).sort()).toEqual(['chart', 'list'])
})

test('what the author wrote stands there until the frame does, and stays in the page', async ({ host, page }) => {
  let arrive
  const held = new Promise((resolve) => { arrive = resolve })
  await page.route(`${SITE}/embed.html**`, async (route) => { await held; await route.continue() })
  await host.visit()
  const fallback = host.embed('list').getByText('the list')
  await expect(fallback).toBeVisible()
  const reserved = await host.embed('list').evaluate((embed) => embed.getBoundingClientRect().height)
  expect(reserved).toBeGreaterThan(300)
  arrive()
  await host.isReady('list')
  await expect(fallback).toBeHidden()
  await expect(fallback).toBeAttached()
})

test('a frame is opened when the reader comes near', async ({ host }) => {
  await host.visit()
  await host.isReady('list')
  await expect.poll(() => host.frames('below')).toBe(0)
  await host.isReady('below')
  await host.fits('below')
  await expect(host.frame('below').getByRole('heading', { level: 1 })).toContainText('Therac')
})

test('a small chart loads neither the explorer nor the engine; a filter does', async ({ host, page }) => {
  await page.addInitScript(() => addEventListener('DOMContentLoaded', () => document.querySelectorAll('failscope-embed:not(#chart)').forEach((embed) => embed.remove())))
  await host.visit()
  await host.isReady('chart')
  expect(host.asked.filter((url) => /wasm|bundle\.json|parts\//.test(url))).toEqual([])
  const all = Object.fromEntries(await host.bars('chart'))
  await host.setFilter('chart', 'behaviour=crash')
  await expect.poll(async () => Object.fromEntries(await host.bars('chart')).transportation).toBeLessThan(all.transportation)
  await expect(host.frame('chart').getByText('Behaviour: crash')).toBeVisible()
  expect(host.asked.some((url) => url.includes('engine/'))).toBe(true)
  expect(host.asked.some((url) => /\/app-/.test(url))).toBe(false)
  await host.fits('chart')
})

test('a chart of everything is some kilobytes', async ({ browser }) => {
  for (const attributes of ['view="chart"', 'view="facet:domain"', 'view="facet:phase" chrome="none"']) {
    const files = await weigh(browser, attributes)
    expect(files.reduce((sum, [, size]) => sum + size, 0), JSON.stringify(files)).toBeLessThan(15_000)
  }
})

test('one incident is the page that the build wrote, some kilobytes, unless that is not what was asked for', async ({ host, browser, page }) => {
  // Six pages on the way, some of them with a program to compile.
  test.slow()
  const files = await weigh(browser, 'incident="therac-25"')
  expect(files.filter(([file]) => file.endsWith('.wasm'))).toEqual([])
  expect(files.reduce((sum, [, size]) => sum + size, 0), JSON.stringify(files)).toBeLessThan(40_000)
  await page.goto(`${SITE}/embed.html?open=therac-25`)
  await expect(page.getByTestId('incident').getByRole('heading', { level: 1 })).toContainText('Therac')
  // Every address is one from the frame, and not from the folder of the page.
  const links = await page.locator('main a[href]').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  expect(links.filter((href) => !/^(#|https?:|\.\/\?open=)/.test(href))).toEqual([])
  for (const href of links.filter((href) => href.startsWith(SITE)).slice(0, 12)) expect((await page.request.get(href)).status(), href).toBe(200)
  await page.goto(`${SITE}/embed.html?open=therac-25&lang=de`)
  await expect(page.getByTestId('incident')).toContainText('Quellen', { timeout: 20_000 })
  expect(await page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm')))).toBe(true)
  await page.goto(`${SITE}/embed.html?open=${encodeURIComponent('../x')}`)
  await expect(page.getByTestId('notice')).toBeVisible({ timeout: 20_000 })
  host.errors.length = 0
})

test('a filter that is set before the frame is there is not lost', async ({ host, page }) => {
  let arrive
  const held = new Promise((resolve) => { arrive = resolve })
  await page.route(`${SITE}/embed.html**`, async (route) => { await held; await route.continue() })
  await host.visit()
  await host.setFilter('list', 'domain=health')
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'))
  arrive()
  await host.isReady('list')
  await host.wears('list', 'dark')
  await expect.poll(() => host.listed('list')).toContain('wannacry-nhs-2017')
  expect((await host.state('list')).filter).toBe('domain=health')
})

test('the page hears of filters and of incidents that its reader chooses', async ({ host, page }) => {
  await host.visit()
  await host.isReady('list')
  const before = await host.history()
  const frame = host.frame('list')
  await frame.getByRole('link', { name: /Knight/ }).click()
  await expect(frame.getByTestId('incident')).toBeVisible()
  await host.fits('list')
  await expect.poll(() => host.said('select')).toEqual([['list', 'select', { incident: 'knight-capital-2012' }]])
  await frame.locator('a.cite').first().click()
  await frame.getByTestId('back').click()
  await frame.getByTestId('chip').first().click()
  await expect.poll(async () => (await host.said('filterchange')).at(-1)).toEqual(['list', 'filterchange', { filter: '' }])
  expect((await host.state('list'))).toMatchObject({ ready: true, filter: '', incident: null })
  await expect.poll(() => host.history(), 'going back is the way through the page, and not through the frame').toBe(before)
  await page.goBack()
  expect(page.url()).toBe('about:blank')
})

test('a citation leads to its source, also where the page has to scroll', async ({ host }) => {
  await host.visit()
  await host.isReady('below')
  const before = await host.history()
  const cite = host.frame('below').locator('a.cite').first()
  const source = host.frame('below').locator(await cite.getAttribute('href'))
  await cite.click()
  await expect(source).toBeFocused()
  await expect(source).toBeInViewport()
  await expect.poll(() => host.history()).toBe(before)
})

test('links leave the frame for a tab of their own', async ({ host, page }) => {
  await host.visit()
  await host.isReady('list')
  await host.isReady('chart')
  for (const [id, name, address] of [['list', /^Explore/, '?domain=finance&lang=en'], ['list', 'How it was made', '#about'], ['chart', /^Explore/, ''], ['chart', /^finance/, '?domain=finance']]) {
    const [tab] = await Promise.all([page.context().waitForEvent('page'), host.frame(id).getByRole('link', { name }).click()])
    await tab.waitForLoadState()
    expect(tab.url()).toBe(`${SITE}/${address}`)
    expect(await tab.evaluate(() => window.opener)).toBeNull()
    await tab.close()
  }
})

test('attributes are watched: another view is another frame, and no step of the history', async ({ host }) => {
  await host.visit()
  await host.isReady('list')
  const before = await host.history()
  await host.set('list', 'filter', 'domain=health')
  await expect.poll(() => host.listed('list')).toContain('wannacry-nhs-2017')
  for (const [name, value, seen] of [['view', 'table', 'table'], ['view', 'timeline', 'row'], ['view', 'explorer', 'filters'], ['view', 'chart', 'figure'], ['incident', 'ariane-5-501', 'figure']]) {
    await host.set('list', name, value)
    await host.isReady('list')
    await expect(host.frame('list').getByTestId(seen).first()).toBeAttached()
    await expect.poll(() => host.frames('list')).toBe(1)
  }
  await host.set('list', 'height', '345')
  await expect.poll(() => host.frame('list').locator('html').evaluate(() => innerHeight)).toBe(345)
  await host.set('list', 'theme', 'dark')
  await host.wears('list', 'dark')
  await expect.poll(() => host.history()).toBe(before)
})

test('chrome and features choose the parts', async ({ host }) => {
  await host.visit()
  await host.isReady('list')
  const frame = host.frame('list')
  const parts = async () => {
    await host.isReady('list')
    const seen = []
    for (const [name, part] of Object.entries({ total: frame.getByTestId('total'), sort: frame.getByTestId('sort'), search: frame.getByTestId('search'), chart: frame.getByTestId('timeline'), link: frame.getByRole('link', { name: /^Explore/ }) }))
      if (await part.isVisible()) seen.push(name)
    return seen
  }
  expect(await parts()).toEqual(['total', 'link'])
  await host.set('list', 'chrome', 'none')
  expect(await parts()).toEqual([])
  await host.set('list', 'features', 'sort,line,+search')
  expect(await parts()).toEqual(['total', 'sort', 'search'])
  await host.set('list', 'chrome', 'full')
  await host.set('list', 'features', '-link -sort')
  expect(await parts()).toEqual(['total', 'search', 'chart'])
})

test('taken out and put back, it starts anew and leaves nothing behind', async ({ host, page }) => {
  await host.visit()
  for (const id of ['list', 'chart']) await host.isReady(id)
  const cdp = await page.context().newCDPSession(page)
  const left = async () => {
    await cdp.send('HeapProfiler.collectGarbage')
    const { documents, jsEventListeners } = await cdp.send('Memory.getDOMCounters')
    return { documents, jsEventListeners }
  }
  const move = (times) => page.evaluate(async (times) => {
    for (let time = 0; time < times; time++) {
      for (const embed of document.querySelectorAll('#list, #chart')) {
        const place = embed.nextSibling
        const parent = embed.parentNode
        embed.remove()
        await new Promise((then) => setTimeout(then, 30))
        parent.insertBefore(embed, place)
      }
      await new Promise((then) => setTimeout(then, 30))
    }
  }, times)
  const round = async () => {
    await move(8)
    for (const id of ['list', 'chart']) await host.isReady(id)
    await host.fits('list')
    return left()
  }
  // The first round also brings what comes once.
  await round()
  const before = await round()
  await expect.poll(async () => {
    const after = await round()
    return [after.documents - before.documents, Math.max(0, after.jsEventListeners - before.jsEventListeners)]
  }, { timeout: 20_000 }).toEqual([0, 0])
})

for (const [name, set] of Object.entries({
  'Docusaurus and PyData': ['html', 'data-theme', 'dark', 'light'],
  Furo: ['body', 'data-theme', 'dark', 'auto'],
  'MkDocs Material': ['body', 'data-md-color-scheme', 'slate', 'default'],
  mdBook: ['html', 'class', 'navy sidebar', 'rust'],
  Bootstrap: ['html', 'data-bs-theme', 'dark', 'light'],
  'a class': ['html', 'class', 'dark', 'light'],
  'a colour scheme': ['html', 'style', 'color-scheme: dark', 'color-scheme: light'],
  'only colours': ['body', 'style', 'background: #000; color: #eee', 'background: #fff; color: #222'],
})) {
  test(`the theme of ${name} is followed`, async ({ host, page }) => {
    await host.visit()
    await page.evaluate(() => document.documentElement.removeAttribute('data-theme'))
    await host.isReady('chart')
    const [place, attribute, dark, light] = set
    for (const [value, theme] of [[dark, 'dark'], [light, 'light'], [dark, 'dark']]) {
      // Through the object model, which a strict policy does not forbid.
      await page.evaluate(([place, attribute, value]) => {
        const node = document.querySelector(place)
        if (attribute === 'style') node.style.cssText = value
        else node.setAttribute(attribute, value)
      }, [place, attribute, value])
      await host.wears('chart', theme)
    }
  })
}

test('hostile attributes are refused', async ({ host, page }) => {
  await host.visit()
  await host.isReady('chart')
  for (const src of ['javascript:alert(1)//', 'data:text/html,<script>alert(1)</script>', 'blob:x', 'file:///etc/passwd', 'http://']) {
    await host.set('chart', 'src', src)
    await expect.poll(() => host.frames('chart'), src).toBe(0)
  }
  await page.evaluate(() => document.querySelector('#chart').removeAttribute('src'))
  for (const [name, value] of [['view', 'facet:"><img src=x onerror=alert(1)>'], ['view', '../../evil'], ['filter', '&show=explorer&theme=x'], ['features', '<b>,+constructor'], ['chrome', '__proto__'], ['height', '100px;position:fixed'], ['theme', 'x" y="'], ['lang', '"><b>'], ['incident', '../x']]) {
    await host.set('chart', name, value)
  }
  await page.evaluate(() => document.querySelector('#chart').scrollIntoView())
  await expect.poll(() => host.frames('chart')).toBe(1)
  const address = new URL(await host.embed('chart').locator('iframe').getAttribute('src'))
  expect(address.href.startsWith(`${SITE}/embed.html?`)).toBe(true)
  expect(address.searchParams.getAll('show')).toEqual(['../../evil'])
  expect(['light', 'dark']).toContain(address.searchParams.get('theme'))
  await expect.poll(() => host.embed('chart').evaluate((embed) => getComputedStyle(embed.shadowRoot.querySelector('div')).position)).toBe('relative')
  expect(await page.evaluate(() => document.querySelectorAll('img, b').length)).toBe(0)
})

test('hostile messages are refused on both sides', async ({ host, page }) => {
  await host.visit()
  for (const id of ['list', 'chart']) await host.isReady(id)
  const before = await host.state('list')
  // To the page: from itself, and from the frame of another embed; and nonsense from nowhere.
  await page.evaluate(() => {
    for (const data of [{ failscope: 1, type: 'height', height: 9000 }, { failscope: 1, type: 'state', filter: 'evil' }, null, 'x', 7, { failscope: 1 }, { failscope: 2, type: 'ready' }]) postMessage(data, '*')
  })
  await host.frame('chart').locator('html').evaluate(() => parent.postMessage({ failscope: 1, type: 'height', height: 7000 }, '*'))
  // From its own frame: what has no sense is no height and no filter.
  await host.frame('list').locator('html').evaluate(() => {
    for (const data of [{ type: 'height', height: 'x' }, { type: 'height', height: -5 }, { type: 'height', height: NaN }, { type: 'state', filter: {} }, { type: '__proto__' }]) parent.postMessage({ failscope: 1, ...data }, '*')
  })
  // To the frame: from inside itself, of unknown kinds, and too much.
  await host.frame('list').locator('html').evaluate(() => postMessage({ failscope: 1, type: 'theme', theme: 'dark' }, '*'))
  await page.evaluate(() => {
    const { contentWindow } = document.querySelector('#list').shadowRoot.querySelector('iframe')
    for (const data of [{ type: 'theme', theme: '"><script>' }, { type: 'filter', filter: 'x'.repeat(5000) }, { type: 'filter', filter: { toString: null } }, { type: 'eval', code: 'alert(1)' }]) contentWindow.postMessage({ failscope: 1, ...data }, '*')
  })
  await page.waitForTimeout(300)
  await expect.poll(() => host.state('list')).toEqual(before)
  await expect.poll(() => host.theme('list')).toBe('light')
  await host.fits('list')
  // Not even its own frame can cover the world.
  await host.frame('list').locator('html').evaluate(() => parent.postMessage({ failscope: 1, type: 'height', height: 1e9 }, '*'))
  await expect.poll(async () => (await host.state('list')).height).toBe(30000)
})

test('it works in a bare frame, without the element', async ({ page }) => {
  for (const [search, seen] of [['?domain=finance', 'list'], ['?view=table', 'table'], ['?show=explorer&theme=dark', 'facet-domain'], ['?show=chart', 'figure'], ['?show=facet:phase&domain=finance', 'figure'], ['?open=therac-25', 'incident']]) {
    await page.goto(`${SITE}/embed.html${search}`)
    await expect(page.getByTestId(seen).first()).toBeAttached({ timeout: 20_000 })
    await expect(page.locator('header.top, footer.about')).toHaveCount(0)
  }
})

test('loaded twice, as a script and as a module, it is defined once', async ({ host, page }) => {
  await host.visit()
  await host.isReady('chart')
  await page.evaluate((site) => new Promise((resolve, reject) => {
    const again = document.createElement('script')
    Object.assign(again, { src: `${site}/embed.js?again`, onload: resolve, onerror: reject })
    document.head.append(again)
  }), SITE)
  await expect.poll(() => host.frames('chart')).toBe(1)
})

test('imported where there is no page, it does nothing', async () => {
  await import('../../../public/embed.js')
  expect(globalThis.customElements).toBeUndefined()
})

for (const theme of ['light', 'dark']) {
  test(`no violation inside and outside, in ${theme}`, async ({ host, page }) => {
    await host.visit()
    await page.evaluate((theme) => document.documentElement.setAttribute('data-theme', theme), theme)
    for (const id of ['list', 'chart', 'below']) await host.isReady(id)
    for (const id of ['list', 'chart', 'below']) await host.wears(id, theme)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html} ${nodes[0].target} (${nodes.length})`)).toEqual([])
  })
}

test('without script there is what the author wrote', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${HOST}/plain/`)
  await expect(page.getByRole('link', { name: 'the list' })).toBeVisible()
  await context.close()
})

for (const [name, search] of Object.entries({ explorer: '?show=explorer', table: '?view=table&chrome=full', timeline: '?view=timeline&domain=finance', chart: '?show=chart', filtered: '?show=facet:domain&behaviour=crash', incident: '?open=therac-25', nothing: '?q=zzzz', unknown: '?show=facet:nobody' })) {
  test(`a frame alone with ${name} has no violation, and nothing scrolls sideways at 320 pixels`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    for (const theme of ['light', 'dark']) {
      await page.goto(`${SITE}/embed.html${search}&theme=${theme}`)
      await expect(page.locator('main:not([aria-busy])').first()).toBeAttached({ timeout: 20_000 })
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
      // Regions are a matter of the page around it.
      const { violations } = await new AxeBuilder({ page }).disableRules('region').analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html} (${nodes.length})`), theme).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    }
  })
}
