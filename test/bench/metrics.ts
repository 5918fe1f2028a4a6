import { fileURLToPath } from 'node:url'
import { startBenchHub } from './bench-hub.js'
import { pause, quantile, timed, type Benchmark } from './harness.js'
import type { LoopDelay } from './loop-probe.js'

const SESSIONS = 200
const SCRAPES = 60
const EVERY_MS = 100
/** Loads, compiles and warms up what a scrape runs. */
const WARM_UP = 5
const SCRAPE_MS = 20
const STALL_MS = 5
/** A processor that is shared delays a hub that does nothing as well. */
const SCRAPED_TO_IDLE = 2

export const scrape: Benchmark = {
  name: '`GET /metrics`, 200 live sessions',
  limit: '–',
  mustReach: '≤ 20 ms, no stall > 5 ms of computing, ≤ 2× idle',
  run: async () => {
    const hub = await startBenchHub({ preload: fileURLToPath(new URL('loop-probe.js', import.meta.url)) })
    try {
      for (let index = 1; index < SESSIONS; index += 1) await hub.start(`session-${String(index)}`, 'cat')
      await pause(2_000)
      const took: number[] = []
      const ask = async (): Promise<void> => {
        const text = await (await fetch(`${hub.url}/metrics`)).text()
        if (!text.includes(`penates_sessions ${String(SESSIONS)}\n`)) throw new Error(text)
      }
      for (let index = 0; index < WARM_UP; index += 1) await ask()
      await hub.askProbe()
      await pause(SCRAPES * EVERY_MS)
      const idle = (await hub.askProbe()) as LoopDelay
      for (let index = 0; index < SCRAPES; index += 1) {
        took.push(await timed(ask))
        await pause(EVERY_MS)
      }
      const scraped = (await hub.askProbe()) as LoopDelay
      return [
        { what: 'p99', ours: quantile(took, 0.99), limit: SCRAPE_MS, unit: 'ms', bound: { atMost: 1 } },
        {
          what: 'longest stretch that the main thread computes',
          ours: scraped.computed,
          limit: STALL_MS,
          unit: 'ms',
          bound: { atMost: 1 },
        },
        {
          what: 'event-loop delay, p99, against the same hub idle',
          ours: scraped.p99,
          limit: idle.p99,
          unit: 'ms',
          bound: { atMost: SCRAPED_TO_IDLE },
        },
      ]
    } finally {
      await hub.stop()
    }
  },
}
