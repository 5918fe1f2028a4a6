import * as E from 'fp-ts/lib/Either.js'
import type { Page } from 'playwright-core'
import { OWN_CLIENT } from '../../composition/package-files.js'
import { testBrowser, type TestBrowser } from '../support/browser.js'
import { eventually } from '../support/eventually.js'
import { openFakeHub, type FakeHub } from '../support/fake-hub.js'

const PHONE = { width: 390, height: 844, touch: true }
const FINGER_PX = 44
const SESSIONS = { one: 'web-shop', two: 'web-shop', three: 'web-shop', four: 'api', five: '' }
const BY_STATE = ['api', 'four', 'web-shop', 'one', 'three', 'two', 'No project', 'five']

describe('the sessions of the rail', function () {
  this.timeout(60_000)
  let hub: FakeHub
  let browser: TestBrowser

  beforeEach(async () => {
    ;[hub, browser] = await Promise.all([openFakeHub({ web: OWN_CLIENT }), testBrowser()])
    const projects = ['web-shop', 'api'].map((name) => ({
      id: name,
      displayName: name,
      path: `/work/${name}`,
      pinned: false,
    }))
    await hub.projectStore.update(({ hidden }) => E.right({ projects, hidden }))()
    for (const [name, folder] of Object.entries(SESSIONS)) {
      await hub.send('POST', '/api/sessions', { body: { name, directory: `/work/${folder}`, shell: true } })
    }
  })
  afterEach(async () => {
    await browser.close()
    await hub.close()
  })

  const hook = (name: string, event: string): Promise<unknown> =>
    hub.send('POST', `/api/hooks/${event}`, { body: {}, headers: { 'X-Penates-Session': `cc-${name}` } })

  /** Waits until the list has these headings and names. */
  const untilShown = (page: Page, list: string, expected: ReadonlyArray<string>): Promise<void> =>
    eventually(async () => {
      hub.clock.advance(100)
      expect(await page.locator(list).locator('.rail-group, .session-name').allInnerTexts()).to.deep.equal(expected)
    })

  it('are put into an order by keys and by dragging, which the device remembers, and filtered', async () => {
    const list = '.rail .session-list'
    const { page, faults } = await browser.signedIn(hub)
    const row = (name: string) => page.locator(`${list} [role=listitem]`, { hasText: name })
    await untilShown(page, list, BY_STATE)
    await row('three').locator('a').focus()
    await page.keyboard.press('Alt+ArrowUp')
    await untilShown(page, list, ['api', 'four', 'web-shop', 'three', 'one', 'two', 'No project', 'five'])
    expect(await page.evaluate('document.activeElement.innerText')).to.contain('three')
    await page.locator('[role=status]', { hasText: 'three, position 1 of 3' }).waitFor({ state: 'attached' })
    await page.keyboard.press('Alt+ArrowUp')
    await row('three')
      .locator('a')
      .dragTo(row('two'), { targetPosition: { x: 40, y: 25 } })
    const ordered = ['api', 'four', 'web-shop', 'one', 'two', 'three', 'No project', 'five']
    await untilShown(page, list, ordered)
    await row('three').locator('a').dragTo(row('four'))
    await page.reload()
    await untilShown(page, list, ordered)
    const needy = page.getByRole('button', { name: 'Only sessions that need you' })
    await needy.click()
    await page.locator('.rail-empty').waitFor()
    hub.clock.set(Date.now() - hub.clock.now())
    await hook('two', 'UserPromptSubmit')
    hub.clock.advance(1_000)
    await hook('two', 'Stop')
    await untilShown(page, list, ['web-shop', 'two'])
    await row('two').locator('a').click()
    await page.locator('.xterm-rows').waitFor()
    await untilShown(page, list, ['web-shop', 'two'])
    await needy.click()
    await page.getByRole('button', { name: 'Sort by state' }).click()
    await untilShown(page, list, ['api', 'four', 'web-shop', 'two', 'one', 'three', 'No project', 'five'])
    expect(faults()).to.deep.equal([])
  })

  it('are put into an order by a finger in the sheet of a phone', async () => {
    const list = '.sheet .session-list'
    const { page, context, faults } = await browser.signedIn(hub, '/', PHONE)
    await page.locator('.bottom-bar').getByRole('button', { name: 'Sessions' }).tap()
    await untilShown(page, list, BY_STATE)
    await page.getByRole('button', { name: 'Reorder by dragging' }).tap()
    const middle = async (name: string): Promise<{ readonly x: number; readonly y: number }> => {
      const box = await page.getByRole('button', { name: `Move ${name}`, exact: true }).boundingBox()
      if (!box) throw new Error(`No grip of ${name}.`)
      expect(Math.min(box.width, box.height)).to.be.at.least(FINGER_PX)
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    }
    const finger = await context.newCDPSession(page)
    const from = await middle('two')
    const to = await middle('one')
    await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] })
    for (const y of [from.y - 20, to.y + 5, to.y - 5]) {
      await finger.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: from.x, y }] })
    }
    await page.locator('.drop-top').waitFor()
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await untilShown(page, list, ['api', 'four', 'web-shop', 'two', 'one', 'three', 'No project', 'five'])
    await page.getByRole('button', { name: 'Move two', exact: true }).press('ArrowDown')
    await untilShown(page, list, ['api', 'four', 'web-shop', 'one', 'two', 'three', 'No project', 'five'])
    expect(await page.evaluate(`document.querySelector('${list}').scrollWidth <= innerWidth`)).to.equal(true)
    expect(faults()).to.deep.equal([])
  })
})
