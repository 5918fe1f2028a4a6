import type { Page } from 'playwright-core'

/** Time of one interaction, in milliseconds. */
export interface InteractionTime {
  /** Longest time from an event of it to the next paint, in steps of 8 ms as the Event Timing API rounds it. */
  readonly paintMs: number
  /** Longest task until the page was idle; 0 when none took 50 ms. */
  readonly taskMs: number
}

const OBSERVE = `window.__entries ??= (() => {
  const entries = []
  for (const type of ['longtask', 'event']) {
    new PerformanceObserver((list) => entries.push(...list.getEntries())).observe({ type, durationThreshold: 16 })
  }
  return entries
})()
window.__entries.length = 0`

/** Resolves when the page has drawn twice and has nothing to do. Entries of a frame arrive after it. */
const IDLE = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done))))`

/** Times of what the page does from `act` until it is idle. */
export async function interactionTime(page: Page, act: () => Promise<unknown>): Promise<InteractionTime> {
  await page.evaluate(`${IDLE}.then(() => { ${OBSERVE} })`)
  await act()
  return page.evaluate<InteractionTime>(`${IDLE}.then(() => ${IDLE}).then(() => {
    const longest = (type) => Math.round(window.__entries
      .filter(({ entryType }) => entryType === type)
      .reduce((most, { duration }) => Math.max(most, duration), 0))
    return { paintMs: longest('event'), taskMs: longest('longtask') }
  })`)
}

/** Steps of script that take some 100 ms. */
const WORK_STEPS = 20_000_000

/** Median time of a fixed amount of script in the page, in milliseconds: the speed of the machine at this moment. */
export const scriptWorkMs = (page: Page): Promise<number> =>
  page.evaluate<number>(`(() => {
    const times = [0, 1, 2, 3, 4].map(() => {
      const start = performance.now()
      let x = 1
      for (let at = 0; at < ${String(WORK_STEPS)}; at += 1) x = (x * 1103515245 + at) | 0
      window.__work = x
      return performance.now() - start
    })
    return Math.round(times.sort((a, b) => a - b)[2])
  })()`)

/** Time of that work on the machine of docs/benchmarks.md when nothing else runs. */
const REFERENCE_WORK_MS = 100

/** Limit of the machine in its present state: grows in proportion to the time of the fixed work. */
export const limitMs = (idleMs: number, ...workMs: ReadonlyArray<number>): number =>
  Math.round((idleMs * Math.max(REFERENCE_WORK_MS, ...workMs)) / REFERENCE_WORK_MS)

export const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Prints measured values below the title of the suite. */
export function report(...lines: ReadonlyArray<string>): void {
  console.log(lines.map((line) => `        ${line}`).join('\n'))
}

export const workLine = (before: number, after: number): string =>
  `fixed work: ${String(before)} ms before, ${String(after)} ms after, ${String(REFERENCE_WORK_MS)} ms on an idle machine`
