import type { Locator, Page } from 'playwright-core'
import { OWN_CLIENT } from '../../composition/package-files.js'
import { testBrowser, type Device, type TestBrowser } from '../support/browser.js'
import { openFakeHub, type FakeHub } from '../support/fake-hub.js'
import { layoutShifts } from '../support/page-checks.js'

const PHONE = { width: 390, height: 844, touch: true }
const MOST_SHIFT = 0.02
const FULL = `
  const write = Storage.prototype.setItem
  Storage.prototype.setItem = function (key, value) {
    if (key.startsWith('penates_draft_')) throw new DOMException('full', 'QuotaExceededError')
    write.call(this, key, value)
  }`

describe('the status slot', function () {
  this.timeout(60_000)
  let hub: FakeHub
  let browser: TestBrowser

  beforeEach(async () => {
    ;[hub, browser] = await Promise.all([openFakeHub({ web: OWN_CLIENT }), testBrowser()])
    await hub.send('POST', '/api/sessions', { body: { name: 'shop', directory: '/work', shell: true } })
  })
  afterEach(async () => {
    await browser.close()
    await hub.close()
  })

  const slot = (page: Page): Locator => page.locator('.status-slot')
  const heightOf = (page: Page): Promise<number> =>
    page.evaluate<number>(`document.querySelector('#content').getBoundingClientRect().height`)

  const widthOf = (page: Page): Promise<number> =>
    page.evaluate<number>('Math.max(innerWidth, document.documentElement.scrollWidth)')

  /** A page on which the browser's storage is full and the hub goes away and returns. */
  async function openPage(device: Device): Promise<{ page: Page; leave: () => Promise<void>; comeBack: () => void }> {
    const { page } = await browser.device(device)
    await page.addInitScript(FULL)
    let isAway = false
    const sockets: { close: () => Promise<void> }[] = []
    await page.routeWebSocket('**/api/notifications/events*', (socket) => {
      if (isAway) {
        void socket.close()
        return
      }
      socket.connectToServer()
      sockets.push(socket)
    })
    await page.route('**/api/snapshot', (route) => (isAway ? route.abort() : route.continue()))
    await page.goto(`${hub.url}/#token=${hub.token}`)
    await page.locator('article').first().waitFor()
    return {
      page,
      leave: async () => {
        isAway = true
        await Promise.all(sockets.splice(0).map((socket) => socket.close()))
      },
      comeBack: () => {
        isAway = false
      },
    }
  }

  async function typeDraft(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'New session' }).first().click()
    await page.locator('details.more-options > summary').click()
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('half-a-name')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }

  it('shows the connection, then notices in its line, the most urgent first, without moving the page', async () => {
    const { page, leave, comeBack } = await openPage({})
    await slot(page).getByText('online').waitFor()
    const height = await heightOf(page)
    await typeDraft(page)
    await slot(page).getByText('Browser storage is full').waitFor()
    await leave()
    await slot(page).getByRole('button', { name: 'Retry now' }).waitFor()
    expect(await slot(page).locator('.status-text').allInnerTexts()).to.satisfy(
      ([first, second]: ReadonlyArray<string>) =>
        first?.startsWith('The hub does not answer') === true && second?.startsWith('Browser storage') === true,
    )
    expect(await heightOf(page)).to.equal(height)
    await slot(page).getByRole('button', { name: 'Show all 2 notices' }).press('Enter')
    await page.getByRole('list', { name: 'Notices' }).locator('li').nth(1).waitFor()
    comeBack()
    await slot(page).getByText('The hub does not answer').waitFor({ state: 'detached' })
    expect((await layoutShifts(page)).sum).to.be.at.most(MOST_SHIFT)
  })

  it('is a chip on phones, there only with a notice, which opens what it stands for', async () => {
    const { page, leave, comeBack } = await openPage(PHONE)
    const height = await heightOf(page)
    expect(await slot(page).count()).to.equal(0)
    await leave()
    await slot(page).waitFor()
    await slot(page).getByRole('button', { name: 'Show the notice' }).tap()
    await slot(page).getByRole('button', { name: 'Retry now' }).waitFor()
    expect(await heightOf(page)).to.equal(height)
    comeBack()
    await slot(page).waitFor({ state: 'detached' })
    expect((await layoutShifts(page)).sum).to.be.at.most(MOST_SHIFT)
  })

  for (const width of [390, 320])
    it(`lies over no heading, control or terminal at ${String(width)} px, and pushes none out of sight`, async () => {
      const { page, leave, comeBack } = await openPage({ ...PHONE, width })
      for (const path of PAGES) {
        await page.goto(hub.url + path)
        await page
          .locator(READY[path] ?? '#content h1')
          .first()
          .waitFor()
        await leave()
        await slot(page).waitFor()
        expect(await coveredBySlot(page), path).to.deep.equal([])
        expect(await widthOf(page), path).to.equal(width)
        expect((await layoutShifts(page)).sum, path).to.be.at.most(MOST_SHIFT)
        comeBack()
        await slot(page).waitFor({ state: 'detached' })
      }
    })

  it('leaves a phone of 320 px its width beside choices in the header, in German', async () => {
    const remembers = { penates_language: 'de' }
    const { page, leave, comeBack } = await openPage({ ...PHONE, width: 320, remembers })
    for (const path of ['/approvals', '/usage', '/s/cc-shop']) {
      await page.goto(hub.url + path)
      await page
        .locator(READY[path] ?? '#content h1')
        .first()
        .waitFor()
      await leave()
      await slot(page).waitFor()
      expect(await widthOf(page), path).to.equal(320)
      comeBack()
      await slot(page).waitFor({ state: 'detached' })
    }
  })
})

const PAGES = [
  ...['/', '/needs', '/approvals', '/board', '/projects', '/usage', '/settings', '/settings/devices', '/status'],
  ...['/s/cc-shop', '/s/cc-shop/changes', '/board/archive'],
]

/** Parts of pages that appear last, other than the heading. */
const READY: Readonly<Record<string, string>> = { '/s/cc-shop': '.terminal-box', '/s/cc-shop/changes': '.repo-panel' }

/** Elements below the slot, and controls of its header that do not fit the screen. */
const coveredBySlot = (page: Page): Promise<ReadonlyArray<string>> =>
  page.evaluate(`(() => {
    const slot = document.querySelector('.status-slot')
    const { left, right, top, bottom } = slot.getBoundingClientRect()
    const head = slot.closest('header, .toolbar')
    slot.style.visibility = 'hidden'
    const covered = [left + 2, (left + right) / 2, right - 2]
      .flatMap((x) => [top + 2, (top + bottom) / 2, bottom - 2].flatMap((y) => document.elementsFromPoint(x, y)))
      .filter((e) => !slot.contains(e) && e.matches('h1, h2, h3, p, a, button, input, .terminal-box'))
    slot.style.visibility = ''
    const outside = [...(head?.querySelectorAll('h1, button, a, input') ?? [])]
      .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.segments'))
      .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().width < 32)
    return [...new Set([...covered, ...outside])].map((e) => e.outerHTML.slice(0, 100))
  })()`)
