import { expect } from 'chai'
import type { CDPSession, Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { withHub } from '../support/with-hub.js'

const PHONE = { width: 390, height: 780, touch: true }

describe('a terminal on a phone', function () {
  this.timeout(60_000)
  const t = withHub({
    ready: async ({ hub, place }) => {
      await hub.call('POST', '/api/sessions', { name: 'one', directory: place.home, command: 'exec cat' })
      await hub.call('POST', '/api/sessions', { name: 'two', directory: place.home, shell: true })
    },
  })

  const opened = async (): Promise<{
    readonly page: Page
    readonly cdp: CDPSession
    readonly faults: () => unknown
  }> => {
    const { page, context, faults } = await t.browser.signedIn(t.hub, '/s/cc-one', PHONE)
    await page.locator('.xterm-screen').waitFor()
    return { page, cdp: await context.newCDPSession(page), faults }
  }

  it('changes the session by a swipe from an edge only, with the name of the other one beside the finger', async () => {
    const { page, cdp, faults } = await opened()
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number): Promise<unknown> =>
      cdp.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y: 300 }] })
    const name = page.locator('.swipe-name')
    await touch('touchStart', 300)
    for (const x of [250, 200, 120]) await touch('touchMove', x)
    expect(await name.count()).to.equal(0)
    await touch('touchEnd')
    await touch('touchStart', 385)
    for (const x of [360, 340]) await touch('touchMove', x)
    await name.waitFor()
    expect(await name.innerText()).to.equal('two')
    const before = await name.boundingBox()
    await touch('touchMove', 320)
    await eventually(async () => {
      expect((await name.boundingBox())?.x).to.be.lessThan(before?.x ?? 0)
    })
    await touch('touchEnd')
    await name.waitFor({ state: 'detached' })
    expect(page.url()).to.equal(`${t.hub.url}/s/cc-one`)
    await touch('touchStart', 385)
    for (const x of [340, 280, 220]) await touch('touchMove', x)
    await page.locator('.swipe-name.is-far').waitFor()
    await touch('touchEnd')
    await eventually(() => {
      expect(page.url()).to.equal(`${t.hub.url}/s/cc-two`)
    })
    await name.waitFor({ state: 'detached' })
    expect(faults()).to.deep.equal([])
  })
})
