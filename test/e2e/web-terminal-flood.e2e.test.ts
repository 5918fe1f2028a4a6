import type { Page } from 'playwright-core'
import { limitMs, median, report, scriptWorkMs, workLine } from '../support/interaction-times.js'
import { shortOrLong } from '../support/short-or-long.js'
import { terminalShows } from '../support/terminal-page.js'
import { withHub } from '../support/with-hub.js'

const FLOOD_MS = shortOrLong(3_000, 8_000)
/** Limit of each task of the page, and of the time from Ctrl-C to the end on the page; more on a busy machine. */
const MOST_MS = 100
const ROUNDS = shortOrLong(3, 7)
/** Printed after the flood; its command has it in two parts. */
const END = 'flood-ended'
const FLOOD = `clear; E=ended bash -c 'trap "echo flood-$E; exit" INT; while :; do seq 1 100000; done'\n`

interface Flooded {
  readonly longestTaskMs: number
  readonly framesPerSecond: number
}

/** Frames and longest task while the page is flooded for a while. */
const watchFlood = (page: Page): Promise<Flooded> =>
  page.evaluate<Flooded>(`new Promise((done) => {
    let frames = 0
    let longest = 0
    const tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, Math.round(duration))
    })
    tasks.observe({ type: 'longtask' })
    const start = performance.now()
    const draw = (now) => {
      frames += 1
      if (now - start < ${String(FLOOD_MS)}) return requestAnimationFrame(draw)
      tasks.disconnect()
      done({ longestTaskMs: longest, framesPerSecond: Math.round((frames * 1000) / (now - start)) })
    }
    requestAnimationFrame(draw)
  })`)

/** Notes the next Ctrl-C from now on. Keys overtake scripts in a page that is busy, so this is awaited before the key. */
const noteKey = (page: Page): Promise<void> =>
  page.evaluate(`{
    window.pressedAt = 0
    document.addEventListener('keydown', ({ timeStamp, key }) => { if (key === 'c') window.pressedAt = timeStamp }, true)
  }`)

/** Milliseconds from the event of the key to the frame that shows the end of the flood. */
const watchEnd = (page: Page): Promise<number> =>
  page.evaluate<number>(`new Promise((done) => {
    const look = (now) => {
      if (window.pressedAt > 0 && document.querySelector('.xterm-rows').textContent.includes('${END}')) done(Math.round(now - window.pressedAt))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })`)

describe('a flooded terminal on a visible page, drawn by software', function () {
  this.timeout(shortOrLong(120_000, 300_000))
  const t = withHub({
    ready: async ({ hub, place }) => {
      await hub.call('POST', '/api/sessions', { name: 'shop', directory: place.home, shell: true })
    },
  })

  it(`has no task above ${String(MOST_MS)} ms and ends within ${String(MOST_MS)} ms after Ctrl-C`, async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await terminalShows(page, '[cc-')
    const workBefore = await scriptWorkMs(page)
    const floods: (Flooded & { readonly endMs: number })[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      await page.keyboard.type(FLOOD)
      await terminalShows(page, '99')
      const flooded = await watchFlood(page)
      await noteKey(page)
      const ending = watchEnd(page)
      await page.keyboard.press('Control+c')
      floods.push({ ...flooded, endMs: await ending })
    }
    const workAfter = await scriptWorkMs(page)
    const limit = limitMs(MOST_MS, workBefore, workAfter)
    report(
      workLine(workBefore, workAfter),
      `limit ${String(limit)} ms:`,
      ...floods.map(
        ({ framesPerSecond, longestTaskMs, endMs }) =>
          `${String(framesPerSecond)} frames a second, longest task ${String(longestTaskMs)} ms, Ctrl-C ${String(endMs)} ms`,
      ),
    )
    expect(median(floods.map(({ longestTaskMs }) => longestTaskMs))).to.be.at.most(limit)
    expect(median(floods.map(({ endMs }) => endMs))).to.be.at.most(limit)
    expect(faults()).to.deep.equal([])
  })
})
