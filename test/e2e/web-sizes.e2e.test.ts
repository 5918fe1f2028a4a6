import { expect } from 'chai'
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
    const { page, faults } = await browser.signedIn(hub, '/', { width: 820, height: 900, touch: true })
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
    for (const path of ['/s/cc-shop', '/s/cc-shop/conversation']) {
      await page.goto(`${hub.url}${path}?column=cc-shop&column=cc-blog`)
      await page.locator('.key-row button').first().waitFor()
      await page.locator('.terminal-pane').nth(1).waitFor()
      await fits()
    }
    await page.locator('.terminal-pane').first().getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Remove from the split view' }).waitFor()
    expect(faults()).to.deep.equal([])
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
})
