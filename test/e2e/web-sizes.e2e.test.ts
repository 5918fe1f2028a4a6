import type { Page } from 'playwright-core'
import { OWN_CLIENT } from '../../composition/package-files.js'
import { eventually } from '../support/eventually.js'
import { testBrowser, type TestBrowser } from '../support/browser.js'
import { openFakeHub, type FakeHub } from '../support/fake-hub.js'
import { resize } from '../support/page-checks.js'

const PAGES = ['/', '/needs', '/approvals', '/board', '/projects', '/usage', '/settings', '/status']
/** Widths just above and below the one at which the rail collapses by itself. */
const [WIDE, TIGHT] = [1_100, 1_099]
/** A window of 1,280 × 1,024 px at 400 %, and the smallest phone. */
const SMALL = [
  { width: 320, height: 256, leastShare: 0.7 },
  { width: 320, height: 480, leastShare: 0.75 },
]

describe('the sizes of the page', function () {
  this.timeout(60_000)
  let hub: FakeHub
  let browser: TestBrowser

  before(async () => {
    ;[hub, browser] = await Promise.all([openFakeHub({ web: OWN_CLIENT }), testBrowser()])
    for (const name of ['shop', 'blog'])
      await hub.send('POST', '/api/sessions', { body: { name, directory: '/work', shell: true } })
    hub.projectFolders.controls.make('/home/me/shop')
    await hub.send('POST', '/api/projects', { body: { displayName: 'shop', path: '/home/me/shop' } })
    for (let card = 0; card < 30; card += 1)
      await hub.send('POST', '/api/board/cards', { body: { projectId: 'shop', title: `Card ${String(card)}` } })
  })
  after(async () => {
    await browser.close()
    await hub.close()
  })

  const untilRailIs = (page: Page, kind: 'collapsed' | 'whole'): Promise<void> =>
    page.locator(kind === 'collapsed' ? '.rail.collapsed' : '.rail:not(.collapsed)').waitFor()

  it('collapse the rail below 1,100 px by themselves, where it can be opened all the same', async () => {
    const { page, faults } = await browser.signedIn(hub, '/', { width: WIDE, height: 800 })
    await untilRailIs(page, 'whole')
    await resize(page, TIGHT, 800)
    await untilRailIs(page, 'collapsed')
    await page.getByRole('button', { name: 'Expand sidebar' }).click()
    await untilRailIs(page, 'whole')
    await resize(page, WIDE, 800)
    await untilRailIs(page, 'whole')
    expect(faults()).to.deep.equal([])
  })

  it('keep every control within its column beside a panel, and those of terminals side by side', async () => {
    const { page, faults } = await browser.signedIn(hub, '/', { width: 860, height: 900, touch: true })
    const beyond = (): Promise<ReadonlyArray<string>> =>
      page.evaluate(`[...document.querySelectorAll('.column, .terminal-pane')].flatMap((column) => {
        const { left, right } = column.getBoundingClientRect()
        return [...column.querySelectorAll(':is(.page-head, .toolbar, .key-row, .connection-bar) :is(button, a, input)')]
          .filter((each) => {
            const box = each.getBoundingClientRect()
            return each.checkVisibility() && (box.left < left - 1 || box.right > right + 1)
          })
          .map((each) => each.outerHTML.slice(0, 80))
      })`)
    const fits = () => eventually(async () => void expect(await beyond()).to.deep.equal([]))
    for (const path of ['/', '/usage']) {
      await page.goto(hub.url + path)
      await page.locator('#content h1').first().waitFor()
      await page.keyboard.press('?')
      await page.locator('.help').first().waitFor()
      await fits()
    }
    await page.goto(`${hub.url}/s/cc-shop?column=cc-shop&column=cc-blog`)
    await page.locator('.key-row button').first().waitFor()
    await page.locator('.terminal-pane').nth(1).waitFor()
    await fits()
    const closing = page.locator('.terminal-pane').getByRole('button', { name: 'Remove from the split view' })
    expect(await closing.count()).to.equal(2)
    await page.goto(`${hub.url}/s/cc-shop/conversation?column=cc-shop&column=cc-blog`)
    await page.locator('.terminal-tabs').waitFor()
    await fits()
    expect(faults()).to.deep.equal([])
  })

  it('show the name of a terminal and the word of its state at every width', async () => {
    await hub.send('POST', '/api/sessions', { body: { name: 'storefront', directory: '/work', shell: true } })
    const { page } = await browser.signedIn(hub, '/', { width: 1_440, height: 800 })
    await page.goto(`${hub.url}/s/cc-storefront?column=cc-storefront&column=cc-blog&sizes=10.100_90.100`)
    await page.locator('.terminal-pane').nth(1).locator('.status').waitFor()
    for (let width = 1_440; width >= 1_100; width -= 10) {
      await resize(page, width, 800)
      const { cut, word, terminal } = await page.evaluate<{ cut: number; word: number; terminal: number }>(`(() => {
        const bar = document.querySelector('.terminal-pane .toolbar')
        const text = document.createRange()
        text.selectNodeContents(bar.querySelector('h1'))
        const shown = (element) => element.getBoundingClientRect().width
        return { cut: shown(text) - shown(bar.querySelector('h1')), word: shown(bar.querySelector('.status')), terminal: shown(bar) }
      })()`)
      expect(word, String(width)).to.be.above(11)
      expect(terminal, String(width)).to.be.at.least(395)
      // One layout unit of Chromium.
      expect(cut, String(width)).to.be.below(1 / 64)
    }
  })

  for (const { width, height, leastShare } of SMALL)
    it(`leave ${String(leastShare * 100)} % of ${String(width)} × ${String(height)} px to the content of every page`, async () => {
      const { page, faults } = await browser.signedIn(hub, '/', { width, height })
      for (const path of PAGES) {
        await page.goto(hub.url + path)
        await page.locator('#content h1').first().waitFor()
        const { wide, content } = await page.evaluate<{ wide: number; content: number }>(`({
          wide: document.documentElement.scrollWidth,
          content: document.querySelector('#content').getBoundingClientRect().height
            - document.querySelector('#content .page-head').getBoundingClientRect().height,
        })`)
        expect(wide, path).to.equal(width)
        expect(content / height, path).to.be.at.least(leastShare)
      }
      expect(faults()).to.deep.equal([])
    })

  /** Small phones, one with its keyboard, and a desktop at 400 %. */
  const LOW = [
    { width: 320, height: 256, touch: false },
    { width: 320, height: 360, touch: true },
    { width: 320, height: 480, touch: true },
    { width: 390, height: 400, touch: true },
  ]
  interface Bars {
    /** Lower edge of the header and upper edge of the bottom bar. */
    readonly head: number
    readonly bar: number
    /** Position of an entry that scrolls, without the scrolled distance. */
    readonly entry: number
    readonly pageScroll: number
  }
  const bars = (page: Page): Promise<Bars> =>
    page.evaluate(`(() => {
      const scroller = document.querySelector('#content .scroller')
      return {
        head: document.querySelector('#content .page-head').getBoundingClientRect().bottom,
        bar: document.querySelector('.bottom-bar').getBoundingClientRect().top,
        entry: Math.round(scroller.firstElementChild.getBoundingClientRect().top + scroller.scrollTop),
        pageScroll: document.documentElement.scrollTop + document.body.scrollTop + document.querySelector('.column').scrollTop,
      }
    })()`)
  const scrollBy = (page: Page, px: number): Promise<unknown> =>
    page.evaluate(`document.querySelector('#content .scroller').scrollBy(0, ${String(px)})`)

  for (const { width, height, touch } of LOW)
    it(`hide the bars of ${String(width)} × ${String(height)} px on the way down and show them on the way up`, async () => {
      const { page, faults } = await browser.signedIn(hub, '/settings', { width, height, touch })
      await page.getByRole('heading', { name: 'About' }).waitFor()
      const areAway = () =>
        eventually(async () => {
          const { head, bar } = await bars(page)
          expect({ head: Math.round(head), bar: Math.round(bar) }).to.deep.equal({ head: 0, bar: height })
        })
      const areShown = () =>
        eventually(async () => {
          const { head, bar, pageScroll } = await bars(page)
          expect([head, height - bar, pageScroll]).to.satisfy(([a = 0, b = 0, c = 0]) => a >= 36 && b >= 33 && c === 0)
        })
      await areShown()
      const { entry } = await bars(page)
      expect(entry).to.be.at.least((await bars(page)).head)
      await scrollBy(page, 200)
      await areAway()
      expect((await bars(page)).entry).to.equal(entry)
      await scrollBy(page, -40)
      await areShown()
      expect((await bars(page)).entry).to.equal(entry)
      await scrollBy(page, 100)
      await areAway()
      await page.evaluate(`[...document.querySelectorAll('#content .scroller :is(a, button, input, select)')]
        .at(-1).focus({ preventScroll: true })`)
      await page.keyboard.press('Tab')
      await page.locator('.bottom-bar :focus-visible').waitFor()
      await eventually(async () => {
        const { bar, pageScroll } = await bars(page)
        expect([height - bar >= 33, pageScroll]).to.deep.equal([true, 0])
      })
      expect(faults()).to.deep.equal([])
    })

  it('hide the bars of the board, whose columns take their height', async () => {
    const { page, faults } = await browser.signedIn(hub, '/board', { width: 320, height: 256, touch: true })
    await page.locator('.column-body .card-title').first().waitFor()
    const scroll = (px: number) => page.evaluate(`document.querySelector('.column-body').scrollBy(0, ${String(px)})`)
    const sight = () =>
      page.evaluate<{ head: number; bar: number; cards: number }>(`({
        head: document.querySelector('#content .page-head').getBoundingClientRect().bottom,
        bar: document.querySelector('.bottom-bar').getBoundingClientRect().top,
        cards: document.querySelector('.column-body').clientHeight,
      })`)
    const { cards } = await sight()
    await scroll(200)
    await eventually(async () => {
      const { head, bar, cards: more } = await sight()
      expect([head <= 0, bar, more > 120]).to.deep.equal([true, 256, true])
    })
    await page.locator('#content .page-head input').focus()
    await eventually(async () => void expect((await sight()).head).to.be.at.least(36))
    await page.locator('.column-body .card-title').first().focus()
    await scroll(-100)
    await eventually(async () => {
      const { head, bar, cards: same } = await sight()
      expect([head >= 36, bar < 256, same]).to.deep.equal([true, true, cards])
    })
    expect(faults()).to.deep.equal([])
  })

  it('keep the bars of a page that hardly scrolls, and those of a high window', async () => {
    const { page, faults } = await browser.signedIn(hub, '/settings', { width: 390, height: 780, touch: true })
    await page.getByRole('heading', { name: 'About' }).waitFor()
    await scrollBy(page, 300)
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
    const { head, bar } = await bars(page)
    expect([head > 40, bar < 780]).to.deep.equal([true, true])
    expect(faults()).to.deep.equal([])
  })

  it('leave the height of a toolbar to a terminal that is typed into, until a key shows it', async () => {
    const { page, faults } = await browser.signedIn(hub, '/s/cc-shop', { width: 320, height: 480, touch: true })
    await page.locator('.xterm-helper-textarea:focus').waitFor({ state: 'attached' })
    const areaTop = (): Promise<number> =>
      page.evaluate(`document.querySelector('.terminal-area').getBoundingClientRect().top`)
    await eventually(async () => void expect(await areaTop()).to.equal(0))
    await page.getByRole('button', { name: 'More keys' }).tap()
    await page.getByRole('button', { name: 'Toolbar', exact: true }).tap()
    await eventually(async () => void expect(await areaTop()).to.equal(44))
    await page.locator('.toolbar button:focus').waitFor()
    await page.locator('.terminal-box').tap()
    await eventually(async () => void expect(await areaTop()).to.equal(0))
    await resize(page, 390, 780)
    expect(await areaTop()).to.equal(44)
    expect(await page.getByRole('button', { name: 'Toolbar', exact: true }).count()).to.equal(0)
    expect(faults()).to.deep.equal([])
  })
})
