import type { Page } from 'playwright-core'
import { OWN_CLIENT } from '../../composition/package-files.js'
import type { Release } from '../../application/updates/release-feed.port.js'
import { testBrowser, type TestBrowser } from '../support/browser.js'
import { eventually } from '../support/eventually.js'
import { openFakeHub, type FakeHub } from '../support/fake-hub.js'
import { callsOf } from '../support/page-calls.js'

const RELEASE: Release = { version: '9.0.0', publishedAt: null, url: null, changelogMd: null }

const MINUTE_MS = 60_000

describe('requests of the web client', function () {
  this.timeout(60_000)
  let hub: FakeHub
  let browser: TestBrowser

  beforeEach(async () => {
    ;[hub, browser] = await Promise.all([openFakeHub({ web: OWN_CLIENT }), testBrowser()])
    await start('shop')
  })
  afterEach(async () => {
    await browser.close()
    await hub.close()
  })

  const start = (name: string): Promise<unknown> =>
    hub.send('POST', '/api/sessions', { body: { name, directory: '/work', shell: true } })
  /** The clock of the hub stands still otherwise. */
  const tick = (ms: number): void => hub.clock.advance(ms)
  const tile = (page: Page, name: string) => page.locator('article', { hasText: name })

  it('drop an update that is no longer there after a loss of the connection', async () => {
    const { page } = await browser.device()
    let isAway = false
    const sockets: { close: () => Promise<void> }[] = []
    await page.routeWebSocket('**/api/notifications/events*', (socket) => {
      if (isAway) return void socket.close()
      socket.connectToServer()
      sockets.push(socket)
    })
    const look = (): Promise<unknown> => hub.send('GET', '/api/updates?refresh=1')
    hub.updates.world.release = RELEASE
    await look()
    await page.goto(`${hub.url}/#token=${hub.token}`)
    const count = page.locator('.rail .rail-item', { hasText: 'Needs you' }).locator('.rail-count')
    await count.getByText('1').waitFor()
    isAway = true
    await Promise.all(sockets.splice(0).map((socket) => socket.close()))
    hub.updates.world.release = null
    await look()
    isAway = false
    await count.waitFor({ state: 'detached' })
  })

  it('are one for a page that opens, none for one that is shown, and none for what changes', async () => {
    const { page, faults } = await browser.device()
    await page.clock.install()
    const calls = callsOf(page)
    await page.goto(`${hub.url}/#token=${hub.token}`)
    await tile(page, 'shop').waitFor()
    await page.clock.runFor(1_000)
    expect(calls).to.deep.equal(['GET /api/snapshot'])

    for (let second = 0; second < MINUTE_MS; second += 5_000) {
      await page.clock.runFor(5_000)
      tick(5_000)
    }
    expect(calls).to.deep.equal(['GET /api/snapshot'])

    await start('blog')
    tick(50)
    await tile(page, 'blog').waitFor()
    hub.host.controls.setScreen('cc-blog', ['built in 3 s'])
    tick(2_000)
    await tile(page, 'blog').getByText('built in 3 s').waitFor()
    await hub.send('DELETE', '/api/sessions/cc-blog')
    tick(50)
    await tile(page, 'blog').waitFor({ state: 'detached' })
    expect(calls).to.deep.equal(['GET /api/snapshot'])
    expect(faults()).to.deep.equal([])
  })

  it('are not sent while the status of an idle hub and its webhooks are shown', async () => {
    const { page } = await browser.device()
    await page.clock.install()
    const calls = callsOf(page)
    for (const path of ['/status', '/settings', '/s/cc-shop/preview']) {
      await page.goto(`${hub.url}${path}#token=${hub.token}`)
      await page.locator('h1, .port-chooser').first().waitFor()
      await page.clock.runFor(1_000)
      await page.waitForLoadState('networkidle')
      calls.length = 0
      for (let second = 0; second < MINUTE_MS; second += 5_000) {
        await page.clock.runFor(5_000)
        tick(5_000)
      }
      expect(calls, path).to.deep.equal([])
    }
  })

  it('follow what a part reports that causes no event', async () => {
    const { page } = await browser.signedIn(hub, '/status')
    const calls = callsOf(page)
    await page.getByText('Live sessions').waitFor()
    await page.waitForLoadState('networkidle')
    calls.length = 0
    await start('blog')
    await eventually(() => {
      tick(2_000)
      expect(calls).to.include('GET /api/server/status')
    })
    await page.locator('.hub-figures dl div', { hasText: 'Live sessions' }).getByText('2').waitFor()
  })

  it('are one snapshot where a budget presses, whose project the sessions name', async () => {
    const { page } = await browser.device({ serviceWorkers: 'block' })
    const scope = { kind: 'project', project: 'work' }
    const standing = { key: 'project:work', period: '2026-11', spentUsd: 6, level: 'exceeded', reason: null }
    await page.route('**/api/snapshot', async (route) => {
      const response = await route.fetch()
      const read = (await response.json()) as { budgets: object; sessions: ReadonlyArray<object> }
      const sessions = read.sessions.map((session) => ({ ...session, project: { id: 'work', name: 'Web shop' } }))
      const budgets = { ...read.budgets, budgets: [{ scope, limitUsd: 5, atLimit: 'ask', ...standing }] }
      const { 'x-penates-boot': boot = '' } = response.headers()
      await route.fulfill({ headers: { 'x-penates-boot': boot }, json: { ...read, sessions, budgets } })
    })
    // The hub's own list of sessions would follow, without the project.
    await page.routeWebSocket('**/api/notifications/events*', () => undefined)
    const calls = callsOf(page)
    await page.goto(`${hub.url}/#token=${hub.token}`)
    await page.getByRole('alert').getByText('Web shop').waitFor()
    await page.waitForLoadState('networkidle')
    expect(calls).to.deep.equal(['GET /api/snapshot'])
  })

  it('are sent again by themselves after the wait that a refusal names, which the page tells', async () => {
    const { page } = await browser.device()
    await page.clock.install()
    let refusals = 0
    await page.route('**/api/snapshot', (route) => {
      refusals += 1
      if (refusals > 1) return route.continue()
      return route.fulfill({ status: 429, headers: { 'Retry-After': '7' }, json: { error: 'Rate limit exceeded' } })
    })
    await page.goto(`${hub.url}/#token=${hub.token}`)
    await page.getByText('Too many requests from this device. The page continues in 7 s.').waitFor()
    await page.clock.runFor(8_000)
    await tile(page, 'shop').waitFor()
    await page.getByText('Too many requests').waitFor({ state: 'detached' })
  })

  it('read everything again after a loss in which something was missed, and nothing otherwise', async () => {
    const { page } = await browser.device()
    const calls = callsOf(page)
    const sockets: { close: () => Promise<void> }[] = []
    await page.routeWebSocket('**/api/notifications/events*', (socket) => {
      socket.connectToServer()
      sockets.push(socket)
    })
    await page.goto(`${hub.url}/#token=${hub.token}`)
    await tile(page, 'shop').waitFor()
    await eventually(() => void expect(sockets).to.have.length(1))
    calls.length = 0
    await sockets[0]?.close()
    await start('blog')
    await tile(page, 'blog').waitFor()
    await eventually(() => void expect(sockets).to.have.length(2))
    expect(new Set(calls)).to.deep.equal(new Set(['GET /api/snapshot']))
  })
})
