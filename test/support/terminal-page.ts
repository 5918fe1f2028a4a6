import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { eventually } from './eventually.js'

const SHOWN_WITHIN_MS = 10_000

/** What the open terminal shows, line by line. */
export const terminalText = (page: Page): Promise<string> =>
  page.locator('.terminal-area > .terminal-box .xterm-rows').innerText()

/** Waits until the open terminal shows the text. */
export const terminalShows = (page: Page, text: string): Promise<void> =>
  eventually(async () => {
    expect(await terminalText(page)).to.contain(text)
  }, SHOWN_WITHIN_MS)
