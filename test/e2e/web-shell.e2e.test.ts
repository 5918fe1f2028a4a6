import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { limitMs, median, scriptWorkMs } from '../support/interaction-times.js'
import { withHub } from '../support/with-hub.js'

const FIRST_VIEW_KB = 110
const TERMINAL_KB = 160
/** More on a busy machine. */
const FIRST_PAINT_MS = 800
const ASSETS = fileURLToPath(new URL('../../web/assets/', import.meta.url))
/** Drops the timer after which the overview loads what its first view does not need. A busy machine would count it. */
const WITHOUT_LATER = `(() => {
  const { setTimeout } = window
  window.setTimeout = (task, delayMs, ...args) => (delayMs === 2000 ? 0 : setTimeout(task, delayMs, ...args))
})()`
/** Odd, so that the median is one of the measurements. */
const PAINTS = 7

interface LoadedScript {
  readonly name: string
  /** Bytes of the body as they came over the network. */
  readonly encodedBodySize: number
  readonly decodedBodySize: number
}

const scriptsOf = (page: Page): Promise<ReadonlyArray<LoadedScript>> =>
  page.evaluate(`performance.getEntriesByType('resource')
    .filter(({ name }) => name.endsWith('.js'))
    .map(({ name, encodedBodySize, decodedBodySize }) => ({ name, encodedBodySize, decodedBodySize }))`)
const sum = (sizes: ReadonlyArray<number>): number => sizes.reduce((total, size) => total + size, 0)

/** Resolves with the time of the first paint, which may come after the text is in the page. */
const FIRST_PAINT = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') resolve(startTime)
  }).observe({ type: 'paint', buffered: true })
})`

describe('the web client as a whole', function () {
  this.timeout(60_000)
  const t = withHub({
    isShared: true,
  })

  it(`loads at most ${FIRST_VIEW_KB} KB of scripts for the first view, as counted on the wire`, async () => {
    // Files that pass through the service worker count as if they were not compressed.
    const { page, context, faults } = await t.browser.device({ serviceWorkers: 'block' })
    await context.addInitScript(WITHOUT_LATER)
    await page.goto(`${t.hub.url}/#token=${t.hub.token}`)
    await page.getByText('No sessions on this machine').waitFor()
    await page.waitForLoadState('networkidle')
    const loaded = await scriptsOf(page)
    const wireBytes = sum(loaded.map(({ encodedBodySize }) => encodedBodySize))
    expect(wireBytes / 1_024).to.be.within(1, FIRST_VIEW_KB)
    expect(wireBytes).to.be.below(sum(loaded.map(({ decodedBodySize }) => decodedBodySize)) / 2)
    expect((await readdir(ASSETS)).some((file) => file.startsWith('terminal-page'))).to.equal(true)
    expect(loaded.filter(({ name }) => name.includes('terminal-page'))).to.deep.equal([])
    expect(faults()).to.deep.equal([])
  })

  it('requests the files of the page that opens together with its first script, and each once', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/approvals', { remembers: { penates_language: 'de' } })
    const title = page.getByRole('heading', { name: 'Wartet auf dich', level: 1 })
    await title.waitFor()
    // The first load has the token in its address and opens the page once it has taken it.
    await page.reload()
    await title.waitFor()
    // Vite's own links, which the first script adds, have no priority.
    const early = await page.evaluate<ReadonlyArray<string>>(
      `[...document.querySelectorAll('link[fetchpriority=low]')].map(({ href }) => href)`,
    )
    for (const [part, end] of [
      ['approvals-page', '.js'],
      ['approvals-page', '.css'],
      ['approval-card', '.js'],
      ['de-', '.js'],
    ] as const) {
      expect(early.filter((file) => file.includes(`/assets/${part}`) && file.endsWith(end))).to.have.length(1)
    }
    expect(early.filter((file) => file.includes('terminal-page'))).to.deep.equal([])
    let names: ReadonlyArray<string> = []
    // Those of low priority may arrive after the page is shown.
    await eventually(async () => {
      names = (await scriptsOf(page)).map(({ name }) => name)
      expect(early.filter((file) => file.endsWith('.js') && !names.includes(file))).to.deep.equal([])
    })
    expect(names).to.deep.equal([...new Set(names)])
    expect(faults()).to.deep.equal([])
  })

  it(`paints within ${FIRST_PAINT_MS} ms in the median of ${PAINTS} loads`, async () => {
    const { page } = await t.browser.signedIn(t.hub)
    const paints: number[] = []
    while (paints.length < PAINTS) {
      await page.reload()
      await page.getByText('No sessions on this machine').waitFor()
      paints.push(await page.evaluate<number>(FIRST_PAINT))
    }
    expect(median(paints), paints.join(', ')).to.be.within(1, limitMs(FIRST_PAINT_MS, await scriptWorkMs(page)))
  })

  it('starts without the hub once it was there, and says that the hub is away', async () => {
    const { page, context } = await t.browser.signedIn(t.hub)
    await page.getByText('No sessions on this machine').waitFor()
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
    await eventually(async () => {
      const kept = await page.evaluate<string[]>(
        `caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
           .then((lists) => lists.flat().map(({ url }) => new URL(url).pathname))`,
      )
      expect(kept).to.include('/')
      expect(kept.filter((path) => path.startsWith('/api'))).to.deep.equal([])
    })
    await context.setOffline(true)
    await page.goto(`${t.hub.url}/settings`)
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    await page.getByText('The hub does not answer.').waitFor()
    await context.setOffline(false)
    await page.getByText('The hub does not answer.').waitFor({ state: 'detached', timeout: 20_000 })
  })

  it('keeps its worker in another language, which notifications then have', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/settings')
    const worker = `navigator.serviceWorker.ready.then(({ active }) => active.scriptURL)`
    const before = await page.evaluate(worker)
    await page.getByText('Deutsch').click()
    await eventually(async () => {
      const kept = await page.evaluate(`caches.match(location.origin + '/language').then((kept) => kept?.text())`)
      expect(kept).to.equal('de')
    })
    expect(await page.evaluate(worker)).to.equal(before)
    expect(await page.evaluate('navigator.serviceWorker.ready.then(({ installing }) => installing)')).to.equal(null)
  })

  it('speaks German, light and with high contrast, and remembers it', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/settings')
    await page.getByText('Deutsch').click()
    await page.getByText('Hell', { exact: true }).click()
    await page.getByText('Hoch', { exact: true }).click()
    await page.goto(t.hub.url)
    await page.getByRole('heading', { name: 'Übersicht' }).waitFor()
    const look =
      '[document.documentElement.lang, document.documentElement.dataset.theme, document.documentElement.dataset.contrast].join()'
    expect(await page.evaluate(look)).to.equal('de,light,more')
  })

  it('has a name for everything that can be pressed', async () => {
    await t.hub.call('POST', '/api/sessions', { name: 'shop', directory: t.place.home, shell: true })
    const { page } = await t.browser.signedIn(t.hub)
    await page.locator('article').first().waitFor()
    const nameless = `[...document.querySelectorAll('button, a, input, [role=separator]')]
      .filter((element) => !(element.ariaLabel || element.textContent.trim() || element.labels?.length))
      .map(({ outerHTML }) => outerHTML)`
    for (const path of ['/', '/new', '/projects', '/projects/new', '/settings', '/status', '/s/cc-shop']) {
      await page.goto(t.hub.url + path)
      await page.locator('h1, dialog').first().waitFor()
      await page.keyboard.press('?')
      expect(await page.evaluate(nameless)).to.deep.equal([])
    }
  })

  it('fits a narrow phone on every page', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/', { width: 360, height: 640, touch: true })
    for (const path of ['/', '/new', '/projects', '/projects/new', '/settings', '/status', '/nowhere']) {
      await page.goto(t.hub.url + path)
      await page.locator('h1, dialog, .empty').first().waitFor()
      expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(360)
    }
  })

  it(`loads at most ${TERMINAL_KB} KB of scripts more for a terminal`, async () => {
    await t.hub.call('POST', '/api/sessions', { name: 'bytes', directory: t.place.home, shell: true })
    // Files that pass through the service worker count as if they were not compressed.
    const { page } = await t.browser.device({ serviceWorkers: 'block' })
    await page.goto(`${t.hub.url}/#token=${t.hub.token}`)
    const entry = page.locator('.rail .rail-item', { hasText: 'bytes' })
    await entry.waitFor()
    await page.waitForLoadState('networkidle')
    const before = sum((await scriptsOf(page)).map(({ encodedBodySize }) => encodedBodySize))
    await entry.click()
    await page.locator('.xterm-rows').waitFor()
    await page.waitForLoadState('networkidle')
    const after = sum((await scriptsOf(page)).map(({ encodedBodySize }) => encodedBodySize))
    expect((after - before) / 1_024).to.be.within(1, TERMINAL_KB)
  })
})
