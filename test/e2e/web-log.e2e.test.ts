import type { Page } from 'playwright-core'
import { OWN_CLIENT } from '../../composition/package-files.js'
import { testBrowser, type TestBrowser } from '../support/browser.js'
import { eventually } from '../support/eventually.js'
import { openFakeHub, type FakeHub } from '../support/fake-hub.js'

const LINES = 500
/** More than a screen shows, fewer than take long to draw. */
const MOST_AT_FIRST = 100
const lineOf = (number: number): string =>
  JSON.stringify({ time: '2026-11-28T09:00:00.000Z', level: 'info', message: `Line ${String(number)}.`, route: '/x' })

describe('the log of the hub in the browser', function () {
  this.timeout(60_000)
  let hub: FakeHub
  let browser: TestBrowser

  before(async () => {
    ;[hub, browser] = await Promise.all([openFakeHub({ web: OWN_CLIENT }), testBrowser()])
  })
  after(async () => {
    await browser.close()
    await hub.close()
  })

  const toTop = (page: Page): Promise<unknown> => page.evaluate("document.querySelector('.log-lines').scrollTop = 0")
  const isShown = (page: Page, number: number): Promise<boolean> =>
    page.evaluate(`(() => {
      const list = document.querySelector('.log-lines')
      const line = [...list.children].find(({ textContent }) => textContent.includes('Line ${String(number)}.'))
      const [{ top, bottom }, at] = [list.getBoundingClientRect(), line?.getBoundingClientRect()]
      return at !== undefined && at.bottom > top && at.top < bottom
    })()`)

  it('draws its last lines, and older ones above what is shown when it is scrolled up', async () => {
    const { page, faults } = await browser.signedIn(hub)
    const data = Array.from({ length: LINES }, (_, index) => lineOf(index + 1)).join('\n')
    await page.route('**/api/server/logs*', (route) =>
      route.fulfill({ json: { stream: 'stdout', lines: LINES, data } }),
    )
    await page.goto(`${hub.url}/status`)
    expect(await page.getByRole('radio', { name: 'Warnings and errors' }).isChecked()).to.equal(true)
    const list = page.locator('.log-lines')
    await list.getByText(`Line ${String(LINES)}.`).waitFor()
    const atFirst = await list.locator('li').count()
    expect(atFirst).to.be.within(20, MOST_AT_FIRST)
    await eventually(async () => {
      expect(await isShown(page, LINES)).to.equal(true)
    })

    const oldest = LINES - atFirst + 1
    await toTop(page)
    await eventually(async () => {
      expect(await list.locator('li').count()).to.equal(2 * atFirst)
    })
    expect(await isShown(page, oldest)).to.equal(true)
    for (let pages = 2; pages * atFirst < LINES; pages += 1) {
      await toTop(page)
      await eventually(async () => {
        expect(await list.locator('li').count()).to.equal(Math.min((pages + 1) * atFirst, LINES))
      })
    }
    await list.getByText('Line 1.', { exact: true }).waitFor()
    expect(faults()).to.deep.equal([])
  })
})
