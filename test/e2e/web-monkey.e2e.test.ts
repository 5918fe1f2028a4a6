import type { Page } from 'playwright-core'
import { testBrowser, type TestBrowser } from '../support/browser.js'
import { eventually } from '../support/eventually.js'
import { openMonkey } from '../support/monkey.js'
import { openMonkeyScene, type MonkeyScene } from '../support/monkey-scene.js'
import { report } from '../support/interaction-times.js'
import { resize } from '../support/page-checks.js'
import { shortOrLong } from '../support/short-or-long.js'

/** `PENATES_MONKEY_SEED=… PENATES_MONKEY_ACTIONS=…` takes other actions, more of them, or repeats a run or its beginning. */
const SEED = Number(process.env['PENATES_MONKEY_SEED'] ?? 1)
const ACTIONS = Number(process.env['PENATES_MONKEY_ACTIONS'] ?? shortOrLong(250, 1_000))
/** Dialogs are closed after so many actions. */
const CLOSE_EVERY = 50
/** Share of the registered actions and shortcuts. The short run is too short for it. */
const LEAST_FIRED = shortOrLong(0, 0.8)
const LOG_SHOWN = 40
/** Time for a load of the page. On a busy machine one of thousands takes longer than the usual 30 s. */
const LOADED_WITHIN_MS = 120_000
const DESK = { width: 1280, height: 800 }
/** Elements that show the state of the hub on each page, by selector. Open fields and menus are the page's own. */
const COMPARED = {
  '/': 'article [data-session]',
  '/board': '.column-head h2, .card-title',
  '/projects': '.project-title',
  '/p/shop': '.plan-item',
  '/approvals': 'article.approval',
  '/approvals/rules': '.rule',
  '/settings/tokens': '.access-token .setting-label',
  '/settings/webhooks': '.webhook .setting-label, .webhook .mono',
}

describe('random actions in the browser', function () {
  this.timeout(shortOrLong(180_000, 3_000_000))
  // A second try would take another seed.
  this.retries(0)
  let scene: MonkeyScene
  let browser: TestBrowser

  before(async () => {
    ;[scene, browser] = await Promise.all([openMonkeyScene(), testBrowser()])
  })
  after(async () => {
    await browser.close()
    await scene.close()
  })

  /** Texts of the elements without times, which pass. */
  const textsOf = async (page: Page, selector: string): Promise<ReadonlyArray<string>> => {
    const texts = await page.locator(selector).filter({ visible: true }).allInnerTexts()
    return texts.map((text) => text.replaceAll(/<?\b\d+ ?(s|m|min|h|d|ms)\b|\bnow\b/g, '…').trim())
  }

  it(`leave a clean console, no dialog that stays and the state of a page that is loaded anew (${String(ACTIONS)}, seed ${String(SEED)})`, async () => {
    const { page, context, faults } = await browser.signedIn(scene.hub, '/', DESK)
    context.setDefaultTimeout(LOADED_WITHIN_MS)
    const serverFaults: string[] = []
    page.on('response', (response) => {
      if (response.status() >= 500)
        serverFaults.push(`${String(response.status())} ${response.request().method()} ${response.url()}`)
    })
    page.on('dialog', (dialog) => void dialog.accept())
    context.on('page', (other) => void other.close())
    await page.locator('article.tile').first().waitFor()
    const monkey = await openMonkey(page, scene, SEED)
    const { pages, registered, fired, log } = monkey.reached
    try {
      for (let done = 1; done <= ACTIONS; done += 1) {
        await monkey.act()
        expect([...faults(), ...serverFaults]).to.deep.equal([])
        if (done % CLOSE_EVERY === 0 || done === ACTIONS) expect(await monkey.closeAll(), 'stays open').to.equal(null)
      }
      const missing = [...registered].filter((name) => !fired.has(name))
      report(
        `seed ${String(SEED)}, ${String(ACTIONS)} actions: ${String(pages.size)} of ${String(scene.pages.length)} pages, ` +
          `${String(fired.size)} of ${String(registered.size)} registered actions`,
        `not fired: ${missing.join(', ')}`,
      )
      expect(scene.pages.filter((path) => !pages.has(path))).to.deep.equal([])
      expect(1 - missing.length / registered.size).to.be.at.least(LEAST_FIRED)
      await resize(page, DESK.width, DESK.height)
      const stored = await page.evaluate<Record<string, string>>('({ ...localStorage })')
      const other = await browser.signedIn(scene.hub, '/', { ...DESK, remembers: stored })
      await other.page.locator('.frame').waitFor()
      for (const [path, selector] of Object.entries(COMPARED)) {
        await monkey.visit(path)
        expect(await monkey.closeAll(), 'stays open').to.equal(null)
        await other.page.goto(scene.hub.url + path)
        await eventually(async () => {
          expect(await textsOf(page, selector), path).to.deep.equal(await textsOf(other.page, selector))
        })
      }
      expect([faults(), other.faults(), serverFaults]).to.deep.equal([[], [], []])
    } catch (error) {
      report(`seed ${String(SEED)}, the last actions:`, ...log.slice(-LOG_SHOWN))
      throw error
    }
  })
})
