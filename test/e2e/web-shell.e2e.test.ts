import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { testBrowser, type TestBrowser } from '../support/browser.js'
import { eventually } from '../support/eventually.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'

const FIRST_VIEW_KB = 200
const FIRST_PAINT_MS = 800
const ASSETS = fileURLToPath(new URL('../../web/assets/', import.meta.url))

describe('the web client as a whole', function () {
  this.timeout(60_000)
  let place: HubPlace
  let hub: HubProcess
  let browser: TestBrowser
  before(async () => {
    place = await hubPlace()
    ;[hub, browser] = await Promise.all([place.start(), testBrowser()])
  })
  after(async () => {
    await browser.close()
    await place.close()
  })

  it('loads little and paints soon', async () => {
    const { page, faults } = await browser.signedIn(hub)
    await page.getByText('No session runs').waitFor()
    const loaded = await page.evaluate<string[]>(
      `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'))`,
    )
    const own = loaded.flatMap((address) => /assets\/(.+)$/.exec(address)?.[1] ?? [])
    const bytes = await Promise.all(own.map(async (file) => gzipSync(await readFile(ASSETS + file)).length))
    expect(bytes.reduce((sum, size) => sum + size, 0) / 1_024).to.be.within(1, FIRST_VIEW_KB)
    expect((await readdir(ASSETS)).some((file) => file.startsWith('terminal-page'))).to.equal(true)
    expect(own.some((file) => file.startsWith('terminal-page'))).to.equal(false)

    const paint = `performance.getEntriesByName('first-contentful-paint')[0]?.startTime`
    // A busy machine may paint late once; a page that is too heavy does so every time.
    await eventually(async () => {
      await page.reload()
      await page.getByText('No session runs').waitFor()
      expect(await page.evaluate(paint)).to.be.within(1, FIRST_PAINT_MS)
    })
    expect(faults()).to.deep.equal([])
  })

  it('starts without the hub once it was there, and says that the hub is away', async () => {
    const { page, context } = await browser.signedIn(hub)
    await page.getByText('No session runs').waitFor()
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
    await page.goto(`${hub.url}/settings`)
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    await page.getByText('The hub does not answer.').waitFor()
    await context.setOffline(false)
    await page.getByText('The hub does not answer.').waitFor({ state: 'detached', timeout: 20_000 })
  })

  it('speaks German, light and with high contrast, and remembers it', async () => {
    const { page } = await browser.signedIn(hub, '/settings')
    await page.getByText('Deutsch').click()
    await page.getByText('Hell', { exact: true }).click()
    await page.getByText('Hoch', { exact: true }).click()
    await page.goto(hub.url)
    await page.getByRole('heading', { name: 'Übersicht' }).waitFor()
    const look =
      '[document.documentElement.lang, document.documentElement.dataset.theme, document.documentElement.dataset.contrast].join()'
    expect(await page.evaluate(look)).to.equal('de,light,more')
  })

  it('has a name for everything that can be pressed', async () => {
    await hub.call('POST', '/api/sessions', { name: 'shop', directory: place.home, shell: true })
    const { page } = await browser.signedIn(hub)
    await page.locator('article').first().waitFor()
    const nameless = `[...document.querySelectorAll('button, a, input, [role=separator]')]
      .filter((element) => !(element.ariaLabel || element.textContent.trim() || element.labels?.length))
      .map(({ outerHTML }) => outerHTML)`
    for (const path of ['/', '/new', '/projects', '/projects/new', '/settings', '/status', '/s/cc-shop']) {
      await page.goto(hub.url + path)
      await page.locator('h1, dialog').first().waitFor()
      await page.keyboard.press('?')
      expect(await page.evaluate(nameless)).to.deep.equal([])
    }
  })

  it('fits a narrow phone on every page', async () => {
    const { page } = await browser.signedIn(hub, '/', { width: 360, height: 640, touch: true })
    for (const path of ['/', '/new', '/projects', '/projects/new', '/settings', '/status', '/nowhere']) {
      await page.goto(hub.url + path)
      await page.locator('h1, dialog, .empty').first().waitFor()
      expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(360)
    }
  })
})
