// The first screen stands before the program is there, and the program takes over from it.
import { test, expect } from '../explorer.mjs'

const SIZES = [[1366, 768], [390, 844], [1920, 1080]]

for (const [width, height] of SIZES)
  test(`the page has its first screen before its program, and the program changes nothing of it, at ${width}`, async ({ explorer, page }) => {
    await page.setViewportSize({ width, height })
    await explorer.watchMoves()
    const come = await explorer.keepsProgramBack()
    await explorer.comesEarly()
    await explorer.seesSome()
    const before = await explorer.inSight()
    expect(before.length).toBeGreaterThan(30)
    come()
    await explorer.isReady()
    await expect.poll(() => explorer.inSight()).toEqual(before)
    await expect.poll(() => explorer.moved(), 'layout shift').toBeLessThan(0.05)
  })

test('the first frame of the page is of the first screen, however late its style is', async ({ explorer, page }) => {
  await explorer.watchFirstFrame()
  await page.route('**/*.css', async (route) => {
    await new Promise((then) => setTimeout(then, 500))
    await route.continue()
  })
  await explorer.comesEarly()
  await expect.poll(() => explorer.stoodAtFirst()).toBe(true)
})

test('what is ticked, chosen and typed before the program is there counts once it is', async ({ explorer, page }) => {
  const come = await explorer.keepsProgramBack()
  await explorer.comesEarly()
  await explorer.ticksEarly('phase', 'operation')
  await expect.poll(() => explorer.isTicked('phase', 'operation')).toBe(true)
  await explorer.sortBy('oldest')
  await explorer.typesEarly('rocket')
  await expect.poll(() => explorer.address()).toBe('')
  come()
  await explorer.isReady()
  await expect.poll(() => explorer.address()).toBe('?q=rocket&phase=operation&sort=date.asc')
  await expect.poll(() => explorer.isTicked('phase', 'operation')).toBe(true)
  // Whoever was typing goes on typing.
  await page.keyboard.press('s')
  await expect.poll(() => explorer.address()).toContain('q=rockets')
})

test('an incident that is pressed before the program is there opens once it is', async ({ explorer }) => {
  const come = await explorer.keepsProgramBack()
  await explorer.comesEarly()
  const [id] = await explorer.listed()
  await explorer.visitLink(id)
  await expect.poll(() => explorer.address()).toBe('')
  come()
  await explorer.seesWholeIncident()
  await expect.poll(() => explorer.address()).toBe(`?open=${id}`)
})

test('whoever waits long is told so', async ({ explorer }) => {
  await explorer.keepsProgramBack()
  await explorer.comesEarly()
  await explorer.waitsVisibly()
  await explorer.seesSome()
})

test('a link never shows the first screen before its own', async ({ explorer }) => {
  await explorer.keepsProgramBack()
  await explorer.comesEarly('?domain=finance')
  await expect.poll(() => explorer.hasFirstScreen()).toBe(false)
})

test('whoever folded a panel never sees it unfolded', async ({ explorer }) => {
  await explorer.arrive()
  await explorer.fold('phase')
  await explorer.keepsProgramBack()
  await explorer.comesEarly()
  await expect.poll(() => explorer.hasFirstScreen()).toBe(false)
})

test('whoever chose a theme has it from the first screen on', async ({ explorer, page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await explorer.arrive()
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  const light = await paper()
  // Automatic, light, dark.
  for (let press = 0; press < 2; press++) await page.getByTestId('theme').click()
  await expect.poll(paper).not.toBe(light)
  const dark = await paper()
  await explorer.keepsProgramBack()
  await explorer.comesEarly()
  await expect.poll(() => explorer.hasFirstScreen()).toBe(true)
  expect(await paper()).toBe(dark)
})

test.describe('of another language', () => {
  test.use({ locale: 'de-DE' })
  test('whoever reads another language never sees this one first', async ({ explorer }) => {
    await explorer.keepsProgramBack()
    await explorer.comesEarly()
    await expect.poll(() => explorer.hasFirstScreen()).toBe(false)
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('the first screen can be read', async ({ explorer }) => {
    await explorer.visit()
    await explorer.seesSome()
    expect((await explorer.totals())[0]).toBeGreaterThan(100)
  })
})
