import type { Page } from 'playwright-core'
import { RECORDED_INPUT, type InputStep } from '../support/recorded-input.js'
import { terminalShows } from '../support/terminal-page.js'
import { withHub } from '../support/with-hub.js'

const PHONE = { width: 390, height: 780, touch: true }

/** The emulator puts selected text of a terminal into its field. */
const SELECT_AS_EMULATOR = `(field) => { field.value = 'left'; field.select() }`

describe('text of input methods in a terminal', function () {
  this.timeout(60_000)
  const t = withHub({
    isShared: true,
    ready: async ({ hub, place }) => {
      await hub.call('POST', '/api/sessions', { name: 'one', directory: place.home, command: 'exec cat -A' })
    },
  })

  const opened = async (): Promise<Page> => {
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-one', PHONE)
    await page.locator('.xterm-helper-textarea').waitFor({ state: 'attached' })
    await page.locator('.terminal-box:not(.stale) .xterm-screen').waitFor()
    return page
  }

  /** Each group of steps happens in one task of the page, as a key does in browsers. */
  const replay = async (page: Page, groups: ReadonlyArray<ReadonlyArray<InputStep>>): Promise<void> => {
    for (const steps of groups) {
      await page.evaluate(`(() => {
        const field = document.querySelector('.xterm-helper-textarea')
        for (const { type, value, ...init } of ${JSON.stringify(steps)}) {
          if (value !== undefined) field.value = value
          const Kind = type.startsWith('key') ? KeyboardEvent : type.startsWith('comp') ? CompositionEvent : InputEvent
          field.dispatchEvent(new Kind(type, { bubbles: true, cancelable: true, composed: true, ...init }))
        }
      })()`)
    }
  }

  it('loses and doubles no character of recorded sequences', async () => {
    const page = await opened()
    for (const [at, { name, groups, text }] of RECORDED_INPUT.entries()) {
      await page.keyboard.type(`${at}:`)
      await replay(page, groups)
      await page.keyboard.press('Enter')
      await terminalShows(page, `${at}:${text}$`, name)
    }
  })

  it('replaces a composition of the browser by the text that a correction inserts', async () => {
    const page = await opened()
    const cdp = await page.context().newCDPSession(page)
    await page.locator('.xterm-helper-textarea').focus()
    await page.keyboard.type('corrected:')
    for (const text of ['t', 'te', 'teh']) {
      await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    }
    await page.locator('.composition-view', { hasText: 'teh' }).waitFor()
    await cdp.send('Input.insertText', { text: 'the' })
    await page.locator('.composition-view.active').waitFor({ state: 'hidden' })
    await cdp.send('Input.insertText', { text: ' end' })
    await page.keyboard.press('Enter')
    await terminalShows(page, 'corrected:the end$')
  })

  it('types compositions in order that follow each other at once', async () => {
    const page = await opened()
    const cdp = await page.context().newCDPSession(page)
    await page.locator('.xterm-helper-textarea').focus()
    for (const text of ['日本語', 'é']) {
      await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
      await cdp.send('Input.insertText', { text })
    }
    await page.keyboard.press('Enter')
    await terminalShows(page, 'M-fM-^WM-%M-fM-^\\M-,M-hM-*M-^^M-CM-)$')
  })

  it('deletes nothing for text that was selected with the mouse', async () => {
    const page = await opened()
    const cdp = await page.context().newCDPSession(page)
    await page.locator('.xterm-helper-textarea').focus()
    await page.keyboard.type('word left')
    await terminalShows(page, 'word left')
    await page.locator('.xterm-helper-textarea').evaluate(SELECT_AS_EMULATOR)
    await cdp.send('Input.insertText', { text: '!' })
    await page.keyboard.press('Enter')
    await terminalShows(page, 'word left!$')
  })

  it('types a pending composition before a key of the row', async () => {
    const page = await opened()
    const cdp = await page.context().newCDPSession(page)
    await page.locator('.xterm-helper-textarea').focus()
    await page.keyboard.type('row:')
    await cdp.send('Input.imeSetComposition', { text: 'gi', selectionStart: 2, selectionEnd: 2 })
    await page.getByRole('toolbar').getByRole('button', { name: 'Enter' }).click()
    await terminalShows(page, 'row:gi$')
    await page.keyboard.type('after')
    await page.keyboard.press('Enter')
    await terminalShows(page, '\nafter$')
    await page.getByRole('button', { name: 'Ctrl' }).click()
    await cdp.send('Input.imeSetComposition', { text: 'a', selectionStart: 1, selectionEnd: 1 })
    await terminalShows(page, '^A')
  })
})
