import type { Page } from 'playwright-core'
import { launchChromium } from '../support/chromium.js'
import type { BenchHub } from './bench-hub.js'

export interface BenchPages {
  /** A page of a separate device, signed in. */
  readonly open: (path: string) => Promise<Page>
  readonly close: () => Promise<void>
}

/** Chromium with devices of a hub. */
export async function benchPages(hub: BenchHub): Promise<BenchPages> {
  const browser = await launchChromium()
  return {
    open: async (path) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
      const page = await context.newPage()
      await page.goto(`${hub.url}${path}#token=${hub.token}`)
      return page
    },
    close: () => browser.close(),
  }
}

/** Present time by the clock that the pages of this machine have too, in milliseconds. */
export const now = (): number => performance.timeOrigin + performance.now()

/** Time of the first paint with a text, in milliseconds. */
export const paintedAt = (page: Page, text: string): Promise<number> =>
  page.evaluate<number>(`new Promise((done) => {
    const painted = () => requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => done(performance.timeOrigin + performance.now())
      channel.port2.postMessage(null)
    })
    const isThere = () => document.body?.textContent.includes(${JSON.stringify(text)})
    if (isThere()) return painted()
    const observer = new MutationObserver(() => {
      if (!isThere()) return
      observer.disconnect()
      painted()
    })
    observer.observe(document, { childList: true, subtree: true, characterData: true })
  })`)
