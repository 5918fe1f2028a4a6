import type { Page } from 'playwright-core'
import { memoryStateStore } from '../../adapters/outbound/memory/stores.memory.js'
import { OWN_CLIENT } from '../../composition/package-files.js'
import { testBrowser, type TestBrowser } from '../support/browser.js'
import { aBoard, aCard } from '../support/cards.js'
import { openFakeHub, type FakeHub } from '../support/fake-hub.js'

const KIB = 1_024
const PHONE = { width: 390, height: 844, touch: true }
const LONG = 'Lorem ipsum '.repeat((200 * KIB) / 12)
const UNBROKEN = 'x'.repeat(200 * KIB)
const RIGHT_TO_LEFT = 'متجر الويب 42'
const REVERSED = 'a\u202eexe.gnp'
const EMOJI = '👩‍👩‍👧‍👦 shop 🛒'
const ANSI = '\u001b[31mred\u001b[0m\u0007'
const NAMES = [RIGHT_TO_LEFT, REVERSED, EMOJI, ANSI, 'n'.repeat(2_000)]
const TITLES = [LONG, UNBROKEN, RIGHT_TO_LEFT, REVERSED, EMOJI, ANSI]

/** Elements of the page that are wider than the window without a part that scrolls or cuts them. */
const ASTRAY = `[...document.querySelectorAll('body *')].filter((element) => {
  const { right, width } = element.getBoundingClientRect()
  if (width === 0 || right <= innerWidth + 1) return false
  for (let at = element.parentElement; at; at = at.parentElement)
    if (getComputedStyle(at).overflowX !== 'visible') return false
  return true
}).map((element) => element.outerHTML.slice(0, 120))`

describe('bad input in the browser', function () {
  this.timeout(120_000)
  let hub: FakeHub
  let browser: TestBrowser

  beforeEach(async () => {
    const cards = TITLES.map((title, at) => aCard({ id: `card-${String(at)}`, title, order: at, stage: 'idea' }))
    ;[hub, browser] = await Promise.all([
      openFakeHub({ web: OWN_CLIENT, cards: memoryStateStore(aBoard(...cards)) }),
      testBrowser(),
    ])
  })
  afterEach(async () => {
    await browser.close()
    await hub.close()
  })

  const post = (path: string, body: object): Promise<{ readonly status: number; readonly json: unknown }> =>
    hub.send('POST', path, { body })
  const opened = async (page: Page, path: string): Promise<void> => {
    await page.goto(hub.url + path)
    await page.locator('h1, .xterm-rows').first().waitFor()
    await page.waitForLoadState('networkidle')
  }

  it('of 200 KB, right-to-left, of emoji and with control sequences stays in its place on every page', async () => {
    for (const name of NAMES) {
      hub.host.controls.startByHand(name, '/work')
      hub.host.controls.setScreen(name, [ANSI, RIGHT_TO_LEFT, UNBROKEN.slice(0, 4 * KIB)])
    }
    for (const kind of [{}, PHONE]) {
      const { page, faults } = await browser.signedIn(hub, '/', kind)
      await page
        .locator('article')
        .nth(NAMES.length - 1)
        .waitFor()
      expect(await page.evaluate(ASTRAY), 'overview').to.deep.equal([])
      const names = await page.locator('article .session-name').allInnerTexts()
      expect(names.join('')).to.include('⟨U+202E⟩').and.not.include('\u202e')
      expect(names.join('')).to.include('⟨U+001B⟩').and.not.include('\u001b')
      expect(names.join('')).to.include(EMOJI)
      for (const path of ['/board', '/needs', '/usage', '/settings', '/status', `/s/${encodeURIComponent(REVERSED)}`]) {
        await opened(page, path)
        expect(await page.evaluate(ASTRAY), path).to.deep.equal([])
      }
      await opened(page, '/board')
      await page.locator('.card-title', { hasText: EMOJI }).click()
      await page.locator('.card-view').waitFor()
      expect(await page.evaluate(ASTRAY), 'card').to.deep.equal([])
      expect(faults()).to.deep.equal([])
      await page.close()
    }
  })

  it('of 200 KB in a search, and with control sequences in a name, is answered with a reason', async () => {
    await post('/api/sessions', { name: 'shop', directory: '/work', shell: true })
    const { page, faults } = await browser.signedIn(hub)
    await page.locator('article').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill(UNBROKEN)
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    await page.getByLabel('Filter sessions').fill(UNBROKEN)
    await page.getByText(/^Nothing matches/).waitFor()
    expect(await page.evaluate(ASTRAY)).to.deep.equal([])
    await page.getByRole('button', { name: 'Clear filter' }).first().click()
    await page.locator('article .session-name a').focus()
    await page.keyboard.press('r')
    const name = page.getByLabel('New name of shop')
    await name.fill(`${EMOJI}\u202e`)
    await name.press('Enter')
    expect(await name.getAttribute('aria-invalid')).to.equal('true')
    expect(faults()).to.deep.equal([])
  })
})
