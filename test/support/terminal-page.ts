import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { eventually } from './eventually.js'

/** Lines of the open terminal. */
export const terminalText = (page: Page): Promise<string> =>
  page.locator('.terminal-area > .terminal-box .xterm-rows').innerText()

/** Waits until the open terminal shows the text. */
export const terminalShows = (page: Page, text: string, name?: string): Promise<void> =>
  eventually(async () => {
    expect(await terminalText(page), name).to.contain(text)
  })
