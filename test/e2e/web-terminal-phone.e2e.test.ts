import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import type { CDPSession, Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { withHub } from '../support/with-hub.js'

const PHONE = { width: 390, height: 780, touch: true }

/** States of a composition and the text that ends it, as keyboards send them. */
interface Composition {
  readonly states: ReadonlyArray<string>
  readonly text: string
}

/** Sequences as recorded from keyboards. */
const COMPOSITIONS: Readonly<Record<string, ReadonlyArray<Composition>>> = {
  'Gboard, word by word': [
    { states: ['h', 'he', 'hel', 'hell', 'hello'], text: 'hello' },
    { states: [], text: ' ' },
    { states: ['w', 'wo', 'wor', 'worl', 'world'], text: 'world' },
  ],
  'Gboard, a word replaced by autocorrect': [
    { states: ['t', 'te', 'teh'], text: 'the' },
    { states: [], text: ' ' },
    { states: ['c', 'ca', 'caf', 'café'], text: 'café' },
  ],
  'Pinyin, with a corrected syllable': [{ states: ['n', 'ni', 'ni h', 'ni ha', 'ni h', 'ni hao'], text: '你好' }],
  'dead keys': [
    { states: ['´'], text: 'é' },
    { states: ['^'], text: 'ô' },
    { states: ['~'], text: '~' },
  ],
  'a composition right after another': [
    { states: ['に', 'にほ', 'にほん'], text: '日本' },
    { states: ['ご'], text: '語' },
  ],
  'an emoji and letters without a composition': [
    { states: [], text: '👍🏽' },
    { states: [], text: 'ok' },
  ],
}

describe('a terminal on a phone', function () {
  this.timeout(60_000)
  const t = withHub({
    ready: async ({ hub, place }) => {
      await hub.call('POST', '/api/sessions', { name: 'one', directory: place.home, command: 'exec cat > typed.txt' })
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

  it('loses no character of compositions, dead keys and autocorrect', async () => {
    const { page, cdp, faults } = await opened()
    await page.locator('.xterm-helper-textarea').focus()
    for (const compositions of Object.values(COMPOSITIONS)) {
      for (const { states, text } of compositions) {
        for (const state of states) {
          const end = state.length
          await cdp.send('Input.imeSetComposition', { text: state, selectionStart: end, selectionEnd: end })
        }
        await cdp.send('Input.insertText', { text })
      }
      await page.keyboard.press('Enter')
    }
    const texts = Object.values(COMPOSITIONS).map((parts) => parts.map(({ text }) => text).join(''))
    await eventually(async () => {
      expect((await readFile(join(t.place.home, 'typed.txt'), 'utf8')).split('\n')).to.deep.equal([...texts, ''])
    })
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
})
