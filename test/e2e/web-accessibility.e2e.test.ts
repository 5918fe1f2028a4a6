import type { Page } from 'playwright-core'
import type { Device } from '../support/browser.js'
import { eventually } from '../support/eventually.js'
import {
  axeViolations,
  contrastViolations,
  cutTexts,
  layoutShifts,
  smallTargets,
  tabsToContent,
} from '../support/page-checks.js'
import { askForShop, fillShop, makeShop, type ScenePage } from '../support/shop-scene.js'
import { withHub } from '../support/with-hub.js'

const DESKTOP = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844, touch: true }
const TABLET = { width: 820, height: 900, touch: true, remembers: { penates_language: 'de' } }
/** Presses of Tab from the top of a page to its first control. */
const MOST_TABS = 5
const MOST_SHIFT = 0.02

describe('accessibility of every page', function () {
  this.timeout(180_000)
  let pages: ReadonlyArray<ScenePage>
  const t = withHub({
    isShared: true,
    prepare: makeShop,
    ready: async (running) => {
      pages = [
        ...(await fillShop(running)),
        { name: 'today', path: '/today', shows: '.today-project' },
        { name: 'schedules', path: '/schedules', shows: '.today section p' },
      ]
    },
  })

  /** Violations on each page, dark and light, and what else is found there, each after the name of the page. */
  async function onEveryPage(
    device: Device,
    find: (page: Page) => Promise<ReadonlyArray<string>>,
  ): Promise<ReadonlyArray<string>> {
    const found: string[] = []
    const { page, faults } = await t.browser.signedIn(t.hub, '/', { ...device, remembers: { penates_theme: 'dark' } })
    await page.locator('h1').first().waitFor()
    await askForShop(t)
    for (const { name, path, shows } of pages) {
      await page.goto(t.hub.url + path)
      await page.locator(shows).first().waitFor()
      const faultsOfPage = [...(await shifts(page)), ...(await axeViolations(page)), ...(await find(page))]
      await page.evaluate(`document.documentElement.dataset.theme = 'light'`)
      faultsOfPage.push(...(await contrastViolations(page)))
      found.push(...faultsOfPage.map((fault) => `${name}: ${fault}`))
    }
    expect(faults()).to.deep.equal([])
    return found
  }

  async function shifts(page: Page): Promise<ReadonlyArray<string>> {
    const { sum, moved } = await layoutShifts(page)
    return sum <= MOST_SHIFT ? [] : [`the layout shifts by ${sum.toFixed(3)}: ${moved.join('; ')}`]
  }

  const lateControls = (page: Page): Promise<ReadonlyArray<string>> =>
    eventually(async () => {
      expect(await tabsToContent(page, MOST_TABS)).to.be.at.most(MOST_TABS)
    }).then(
      () => [],
      () => [`the first control takes more than ${MOST_TABS} Tabs`],
    )

  it('finds no violation and no layout shift at a desk, and the first control of the page within five Tabs', async () => {
    expect((await onEveryPage(DESKTOP, lateControls)).join('\n')).to.equal('')
  })

  it('cuts no text on a tablet, in German', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/', TABLET)
    await page.locator('h1').first().waitFor()
    await askForShop(t)
    const found: string[] = []
    for (const { name, path, shows } of pages) {
      await page.goto(t.hub.url + path)
      await page.locator(shows).first().waitFor()
      found.push(...(await cutTexts(page)).map((cut) => `${name}: ${cut}`))
    }
    await page.goto(`${t.hub.url}/s/cc-docs/timeline`)
    await page.locator('.side-panel .panel-head button').first().waitFor()
    await askForShop(t)
    await page.locator('.toast').waitFor()
    found.push(...(await cutTexts(page)).map((cut) => `call of another session: ${cut}`))
    expect(found.join('\n')).to.equal('')
    const [toast, terminal] = await Promise.all(
      ['.toast', '.terminal-area'].map((part) => page.locator(part).boundingBox()),
    )
    const buttons = await page.locator('.toolbar > .icon-button, .toolbar > .menu-button .icon-button').all()
    const ends = await Promise.all(buttons.map((button) => button.boundingBox()))
    const right = (terminal?.x ?? 0) + (terminal?.width ?? 0)
    expect(ends.filter((box) => box === null || box.x + box.width > right + 1)).to.deep.equal([])
    expect(toast?.x).to.be.at.least(right - 1)
    expect(faults()).to.deep.equal([])
  })

  it('finds no violation and no layout shift on a phone, and no target below 44 px', async () => {
    expect((await onEveryPage(PHONE, smallTargets)).join('\n')).to.equal('')
  })
})
