import type { CDPSession, Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { resize } from '../support/page-checks.js'
import { terminalShows } from '../support/terminal-page.js'
import { withHub } from '../support/with-hub.js'

const PHONE = { width: 390, height: 780, touch: true }
/** Counts the frames in which a terminal is drawn without its keys. */
const COUNTING = `(() => {
  window.framesWithoutKeys = 0
  const look = () => {
    if (document.querySelector('.terminal-pane') && !document.querySelector('.key-row')) window.framesWithoutKeys += 1
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
})()`

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
    // A terminal that opens takes the focus.
    await page.locator('.xterm-helper-textarea:focus').waitFor({ state: 'attached' })
    return { page, cdp: await context.newCDPSession(page), faults }
  }

  it('has its keys from the first frame, so that nothing above them moves', async () => {
    const { page, faults } = await t.browser.device(PHONE)
    await page.addInitScript(COUNTING)
    await page.goto(`${t.hub.url}/s/cc-one#token=${t.hub.token}`)
    await page.locator('.key-row').waitFor()
    expect(await page.evaluate('window.framesWithoutKeys')).to.equal(0)
    expect(faults()).to.deep.equal([])
  })

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

  it('repeats a key of the key row while a finger rests on it, and no longer once the finger has left it', async () => {
    const { page, cdp, faults } = await opened()
    const sent = (): Promise<number> => page.evaluate('globalThis.typed.filter((key) => key === "\\u001b").length')
    await page.evaluate(`(() => {
      globalThis.typed = []
      addEventListener('touchmove', () => (globalThis.hasLeft = true), true)
      const { send } = WebSocket.prototype
      WebSocket.prototype.send = function (frame) {
        const { type, data } = JSON.parse(frame)
        if (type === 'input') globalThis.typed.push(data)
        send.call(this, frame)
      }
    })()`)
    const key = await page.getByRole('button', { name: 'Esc', exact: true }).boundingBox()
    if (key === null) throw new Error('no key row')
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number): Promise<unknown> =>
      cdp.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: key.x + 8, y }] })
    await touch('touchStart', key.y + 20)
    await eventually(async () => {
      expect(await sent()).to.be.at.least(4)
    })
    await touch('touchMove', key.y - 120)
    await eventually(async () => {
      expect(await page.evaluate('globalThis.hasLeft')).to.equal(true)
    })
    const before = await sent()
    // Ten frames take longer than the interval of the repeat.
    await page.evaluate(`(async () => {
      for (let frame = 0; frame < 10; frame += 1) await new Promise(requestAnimationFrame)
    })()`)
    expect(await sent()).to.equal(before)
    await touch('touchEnd')
    expect(await sent()).to.equal(before)
    expect(faults()).to.deep.equal([])
  })

  it('selects a word by a long press, extends it by its handles and copies it', async () => {
    const { page, cdp, faults } = await opened()
    await page.keyboard.type('alpha src/cart.ts:12 gamma')
    await terminalShows(page, 'gamma')
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }): Promise<unknown> =>
      cdp.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] })
    const screen = await page.locator('.xterm-screen').boundingBox()
    const columns = Number(await t.place.tmux.run('display-message', '-p', '-t', '=cc-one:', '#{pane_width}'))
    if (screen === null) throw new Error('no terminal')
    const cell = screen.width / columns
    const held = { x: screen.x + cell * 9.5, y: screen.y + 8 }
    await touch('touchStart', held)
    const end = page.getByRole('button', { name: 'End of the selection' })
    await end.waitFor()
    await touch('touchEnd')
    expect(await page.getByRole('menu').count()).to.equal(0)
    const bar = page.getByRole('toolbar', { name: 'Selection' })
    const copies = async (text: string): Promise<void> => {
      await bar.getByRole('button', { name: 'Copy' }).click()
      await bar.waitFor({ state: 'detached' })
      await eventually(async () => void expect(await page.evaluate('navigator.clipboard.readText()')).to.equal(text))
    }
    const handle = await end.boundingBox()
    if (handle === null) throw new Error('no handle')
    expect([handle.width, handle.height]).to.deep.equal([44, 44])
    const grip = { x: handle.x + 22, y: handle.y + 22 }
    await touch('touchStart', grip)
    for (const by of [2, 4, 6]) await touch('touchMove', { x: grip.x + cell * by, y: grip.y })
    await touch('touchEnd')
    await copies('src/cart.ts:12 gamma')
    await touch('touchStart', held)
    await end.waitFor()
    await touch('touchEnd')
    await copies('src/cart.ts:12')
    expect(page.url()).to.equal(`${t.hub.url}/s/cc-one`)
    expect(faults()).to.deep.equal([])
  })

  it('has two pages of keys of at least 44 × 44 px, which keep the place of the key between them', async () => {
    const { page, faults } = await opened()
    const boxes = (): Promise<ReadonlyArray<readonly [string, number, number]>> =>
      page.evaluate(`[...document.querySelectorAll('.key-row button')].map((key) => {
        const { width, height, right } = key.getBoundingClientRect()
        return [key.ariaLabel, Math.min(width, height), right]
      })`)
    const names: string[] = []
    for (const width of [320, 390, 820]) {
      await resize(page, width, 780)
      const places: unknown[] = []
      for (let turn = 0; turn < 2; turn += 1) {
        const keys = await boxes()
        names.push(...keys.map(([name]) => name))
        expect(keys.filter(([, side, right]) => side < 44 || right > width).map(([name]) => name)).to.deep.equal([])
        const more = page.getByRole('button', { name: 'More keys' })
        places.push(await more.boundingBox())
        await more.tap()
      }
      expect(places[0]).to.deep.equal(places[1])
    }
    expect(names).to.include.members(['Esc', 'Tab', 'Shift Tab', 'Ctrl', 'Alt', 'left', 'up', 'down', 'right', 'Enter'])
    expect(names).to.include.members(['Paste', 'PgUp', 'PgDn', '^C', '^D', '^Z', '|', '~', '/', '-'])
    expect(faults()).to.deep.equal([])
  })
})
