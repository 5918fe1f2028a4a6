import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { eventually } from './eventually.js'

/** Lines of the open terminal. */
export const terminalText = (page: Page): Promise<string> =>
  page.locator('.terminal-area > .terminal-box .xterm-rows').innerText()

/** Lines of the open terminal without the status line of tmux, which has a clock. */
export const paneText = async (page: Page): Promise<string> =>
  (await terminalText(page)).split('\n').slice(0, -1).join('\n')

/** Waits until the open terminal shows the text. */
export const terminalShows = (page: Page, text: string, name?: string): Promise<void> =>
  eventually(async () => {
    expect(await terminalText(page), name).to.contain(text)
  })
