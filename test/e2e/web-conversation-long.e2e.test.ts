import { appendFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { limitMs, median, report, scriptWorkMs, workLine } from '../support/interaction-times.js'
import { withHub } from '../support/with-hub.js'

const ID = '11111111-2222-4333-8444-555555555555'
const ROWS = 100_000
const FIRST_PAINT_MS = 300
const TIMES = 5
/** Entries in the page: those in sight and some beside them. */
const MOST_ENTRIES = 1_000

describe('a conversation of 100,000 rows', function () {
  this.timeout(120_000)
  let transcript: string
  const t = withHub({
    ready: async ({ hub, place }) => {
      const folder = join(place.home, '.claude', 'projects', place.home.replaceAll(/[^A-Za-z0-9]/g, '-'))
      transcript = join(folder, `${ID}.jsonl`)
      await mkdir(folder, { recursive: true })
      await appendFile(
        transcript,
        Array.from({ length: ROWS }, (_, at) => row(`row ${String(at)} ${'word '.repeat(60)}`)).join(''),
      )
      await hub.call('POST', '/api/sessions', { name: 'shop', directory: place.home, command: 'cat' })
      const from = { 'X-Penates-Session': 'cc-shop' }
      await hub.call('POST', '/api/hooks/UserPromptSubmit', { session_id: ID, prompt: 'go on' }, from)
    },
  })

  it('shows its end at once', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await page.locator('.xterm-rows').waitFor()
    const workBefore = await scriptWorkMs(page)
    const firsts: number[] = []
    for (let time = 0; time < TIMES; time += 1) {
      firsts.push(await openedMs(page, `row ${String(ROWS - 1)} `))
      expect(await page.locator('.entry').count()).to.be.below(MOST_ENTRIES)
      await page.getByRole('button', { name: 'Conversation' }).click()
      await page.locator('.conversation-scroller').waitFor({ state: 'detached' })
    }
    const workAfter = await scriptWorkMs(page)
    const limit = limitMs(FIRST_PAINT_MS, workBefore, workAfter)
    report(
      workLine(workBefore, workAfter),
      `first paint: ${firsts.map(Math.round).join(', ')} ms, limit of the median ${String(limit)} ms`,
    )
    expect(median(firsts)).to.be.at.most(limit)
    expect(faults()).to.deep.equal([])
  })

  /** From a click that opens the panel to the paint of an entry, in milliseconds. */
  const openedMs = (page: Page, text: string): Promise<number> =>
    page.evaluate<number>(`new Promise((done) => {
      const start = performance.now()
      const look = () => document.querySelector('.conversation-scroller')?.textContent.includes(${JSON.stringify(text)})
        ? requestAnimationFrame(() => done(performance.now() - start)) : requestAnimationFrame(look)
      document.querySelector('button[aria-label="Conversation"]').click()
      look()
    })`)
})

const row = (content: string): string =>
  `${JSON.stringify({ type: 'assistant', timestamp: '2026-11-27T12:00:00.000Z', sessionId: ID, message: { content } })}\n`
