import type { Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { coveredFocus, hiddenPart } from '../support/page-checks.js'
import { askForShop, fillShop, makeShop, type ScenePage } from '../support/shop-scene.js'
import { withHub } from '../support/with-hub.js'

/** A window of 1,440 × 900 px at 400 %. */
const ZOOMED = { width: 360, height: 225 }
/** Presses of Tab on one page; the longest page has more controls, which lie in one list. */
const MOST_TABS = 60

describe('every page at 400 %', function () {
  this.timeout(180_000)
  let pages: ReadonlyArray<ScenePage>
  const t = withHub({
    isShared: true,
    prepare: makeShop,
    ready: async (running) => {
      pages = [
        ...(await fillShop(running)).map((page) =>
          page.name === 'new-project' ? { ...page, shows: 'dialog .folder-entry' } : page,
        ),
        { name: 'needs', path: '/needs', shows: '.content h1' },
        { name: 'today', path: '/today', shows: '.today-project' },
        { name: 'schedules', path: '/schedules', shows: '.today section p' },
        { name: 'conversation', path: '/s/cc-shop/conversation', shows: '.side-panel, .sheet' },
      ]
    },
  })

  const open = async (path: string) => {
    const tab = await t.browser.signedIn(t.hub, '/', ZOOMED)
    await tab.page.locator('h1').first().waitFor()
    await askForShop(t)
    await tab.page.goto(t.hub.url + path)
    return tab
  }

  it('never covers the focus', async () => {
    const { page, faults } = await open('/')
    const found: string[] = []
    for (const { name, path, shows } of pages) {
      await page.goto(t.hub.url + path)
      await page.locator(shows).first().waitFor()
      // What comes later moves what has the focus.
      await page.waitForLoadState('networkidle')
      found.push(...(await coveredOn(page)).map((each) => `${name}: ${each}`))
      const { scrollWidth } = await page.evaluate<{ scrollWidth: number }>(
        `({ scrollWidth: document.documentElement.scrollWidth })`,
      )
      if (scrollWidth !== ZOOMED.width) found.push(`${name}: ${String(scrollWidth)} px wide`)
    }
    expect(found.join('\n')).to.equal('')
    expect(faults()).to.deep.equal([])
  })

  it('shows a card of the board whole', async () => {
    const { page, faults } = await open('/board')
    for (const stage of ['idea', 'review', 'done']) {
      const tile = page.locator(`[data-stage=${stage}] .card-tile`)
      await tile.locator('.card-title').focus()
      await eventually(async () => void expect(await hiddenPart(page, `[data-stage=${stage}] .card-tile`)).to.equal(''))
    }
    expect(faults()).to.deep.equal([])
  })

  it('shows who asks, for which call, and the first answer at once', async () => {
    for (const path of ['/needs', '/s/cc-shop/approvals']) {
      const { page, faults } = await open(path)
      await page.locator('[data-approval]').first().focus()
      for (const part of ['header', '.command', '.approval-answers button'])
        await eventually(async () => void expect(await hiddenPart(page, `[data-approval] ${part}`), path).to.equal(''))
      expect(faults()).to.deep.equal([])
    }
  })

  /** Controls that something covers once Tab has reached them. */
  async function coveredOn(page: Page): Promise<ReadonlyArray<string>> {
    const found: string[] = []
    for (let tab = 0; tab < MOST_TABS; tab += 1) {
      await page.keyboard.press('Tab')
      let covered = ''
      await eventually(async () => {
        covered = await coveredFocus(page)
        expect(covered).to.equal('')
      }, 700).catch(() => found.push(covered))
      if (await page.evaluate(`document.activeElement.matches('body, .xterm-helper-textarea')`)) break
    }
    return found
  }
})
