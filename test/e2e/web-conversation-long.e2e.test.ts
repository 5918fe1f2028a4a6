import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { limitMs, median, report, scriptWorkMs, workLine } from '../support/interaction-times.js'
import { withHub } from '../support/with-hub.js'

const ID = '11111111-2222-4333-8444-555555555555'
const ROWS = 100_000
const FIRST_PAINT_MS = 300
const TIMES = 5
/** From the write of a row to its paint; wanted as median. */
const LIVE_ROW_MS = 50
const LIVE_ROWS = 15
/** A row passes three processes, which share the processors of a slow machine: a poll would take thirty times as long. */
const LOOSE = 4
/** Resolves when the page has nothing to do. */
const IDLE = 'new Promise((done) => requestIdleCallback(done))'
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

  it('shows each new row at once, without asking for it', async () => {
    const { page, context, faults } = await t.browser.signedIn(t.hub)
    // A page whose intervals never run reads nothing by itself.
    await context.addInitScript('window.setInterval = () => 0')
    const watched: boolean[] = []
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => {
        const text = payload.toString()
        if (text.includes('"type":"watch"')) watched.push(text.includes('"conversation":"cc-shop"'))
      })
    })
    await page.goto(`${t.hub.url}/s/cc-shop/conversation`)
    await page.reload()
    await page.locator('.entry', { hasText: `row ${String(ROWS - 1)} ` }).waitFor()
    await eventually(() => {
      expect(watched.at(-1)).to.equal(true)
    })
    const say = (text: string): Promise<void> => appendFile(transcript, row(text))
    const workBefore = await scriptWorkMs(page)
    const times: number[] = []
    for (let time = 0; time < LIVE_ROWS; time += 1) {
      const text = `live row ${String(time)}.`
      const painted = paintedAt(page, text)
      await page.evaluate(IDLE)
      const start = performance.timeOrigin + performance.now()
      await say(text)
      times.push((await painted) - start)
    }
    const workAfter = await scriptWorkMs(page)
    const limit = LOOSE * limitMs(LIVE_ROW_MS, workBefore, workAfter)
    report(
      workLine(workBefore, workAfter),
      `live row: ${times.map(Math.round).join(', ')} ms, median ${String(Math.round(median(times)))} ms, limit of it ${String(limit)} ms`,
    )
    expect(median(times)).to.be.at.most(limit)

    // Half a row, a hundred appends in a second, and a shorter file in the place of the transcript.
    const last = (text: string) => page.locator('.entry', { hasText: text }).waitFor()
    const whole = row('written in two steps')
    await appendFile(transcript, whole.slice(0, 40))
    await appendFile(transcript, whole.slice(40))
    await last('written in two steps')
    const requests: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/conversation?')) requests.push(request.url())
    })
    for (let time = 0; time < 100; time += 1) await say(`burst ${String(time)}.`)
    await last('burst 99.')
    expect(requests.length).to.be.below(50)
    await writeFile(transcript, row('written anew'))
    await last('written anew')
    expect(await page.locator('.entry').count()).to.equal(1)

    const seen = (isHidden: boolean): Promise<unknown> =>
      page.evaluate(`Object.defineProperty(document, 'hidden', { configurable: true, value: ${String(isHidden)} })
        document.dispatchEvent(new Event('visibilitychange'))`)
    await seen(true)
    await eventually(() => {
      expect(watched.at(-1)).to.equal(false)
    })
    await say('said to a hidden page')
    await seen(false)
    await last('said to a hidden page')
    expect(faults()).to.deep.equal([])
  })

  /** Time of the first paint with a text, by the clock of this machine, in milliseconds. */
  const paintedAt = (page: Page, text: string): Promise<number> =>
    page.evaluate<number>(`new Promise((done) => {
      const box = document.querySelector('.conversation-scroller')
      const observer = new MutationObserver(() => {
        if (!box.textContent.includes(${JSON.stringify(text)})) return
        observer.disconnect()
        requestAnimationFrame(() => {
          const channel = new MessageChannel()
          channel.port1.onmessage = () => done(performance.timeOrigin + performance.now())
          channel.port2.postMessage(null)
        })
      })
      observer.observe(box, { childList: true, subtree: true, characterData: true })
    })`)

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
