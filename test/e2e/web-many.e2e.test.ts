import type { Page } from 'playwright-core'
import { memoryStateStore } from '../../adapters/outbound/memory/stores.memory.js'
import { OWN_CLIENT } from '../../composition/package-files.js'
import { testBrowser, type TestBrowser } from '../support/browser.js'
import { aBoard, aCard } from '../support/cards.js'
import { eventually } from '../support/eventually.js'
import { openFakeHub, type FakeHub } from '../support/fake-hub.js'

const SESSIONS = 200
const CARDS = 5_000
/** Elements on a screen and in the margin around it. */
const MOST_DRAWN = 100
const MOST_CARDS_DRAWN = 120

const cards = Array.from({ length: CARDS }, (_, at) =>
  aCard({ id: `card-${String(at)}`, title: `Card ${String(at)}`, order: at, stage: at % 2 === 0 ? 'idea' : 'review' }),
)

describe('the web client with 200 sessions and 5,000 cards', function () {
  this.timeout(90_000)
  let hub: FakeHub
  let browser: TestBrowser

  before(async () => {
    ;[hub, browser] = await Promise.all([
      openFakeHub({ web: OWN_CLIENT, cards: memoryStateStore(aBoard(...cards)) }),
      testBrowser(),
    ])
    for (let at = 0; at < SESSIONS; at += 1) hub.host.controls.startByHand(`s-${String(at).padStart(3, '0')}`, '/work')
  })
  after(async () => {
    await browser.close()
    await hub.close()
  })

  const count = (page: Page, selector: string): Promise<number> => page.locator(selector).count()

  it('draws what is in sight of the overview and the rail, and the rest when it comes into sight', async () => {
    const { page, faults } = await browser.signedIn(hub)
    await page.locator('article').first().waitFor()
    for (const view of ['tiles', 'rows']) {
      expect(await count(page, 'article'), view).to.be.within(1, MOST_DRAWN)
      expect(await count(page, '.rail .session-list .rail-item')).to.be.within(1, MOST_DRAWN)
      // Heights are known once items are drawn, so the end moves while it is approached.
      await eventually(async () => {
        await page.evaluate(`document.querySelector('.overview .scroller').scrollTo(0, 1e9)`)
        expect(await count(page, 'article:has-text("s-199")')).to.equal(1)
      })
      await page.evaluate(`document.querySelector('.overview .scroller').scrollTo(0, 0)`)
      await page.keyboard.press('d')
    }
    await page.evaluate(`document.querySelector('.rail .session-list').scrollTo(0, 1e9)`)
    await page.locator('.rail .rail-item', { hasText: 's-199' }).waitFor()
    expect(faults()).to.deep.equal([])
  })

  it('draws what is in sight of the board', async () => {
    const { page } = await browser.signedIn(hub, '/board')
    await page.locator('.card-tile').first().waitFor()
    await page.waitForLoadState('networkidle')
    expect(await count(page, '.card-tile')).to.be.within(1, MOST_CARDS_DRAWN)
    await page.locator('.measured-list').first().hover()
    await page.mouse.wheel(0, 4_000)
    await eventually(async () => {
      expect(await count(page, '.card-tile')).to.be.within(1, MOST_CARDS_DRAWN)
    })
  })
})
