import { monitorEventLoopDelay } from 'node:perf_hooks'

/** How late the event loop was. Milliseconds. */
export interface LoopDelay {
  readonly read: () => {
    readonly count: number
    readonly totalMs: number
    readonly p50Ms: number | null
    readonly p99Ms: number | null
  }
  readonly stop: () => void
}

/** 50 looks a second, made outside of JavaScript: too few to cost anything, often enough to see what a person feels. */
const EVERY_MS = 20
const NS_PER_MS = 1e6

/** The histogram holds the time between two looks, so what was meant to be between them is taken off. perf_hooks. */
export function watchLoopDelay(): LoopDelay {
  const histogram = monitorEventLoopDelay({ resolution: EVERY_MS })
  histogram.enable()
  const late = (ns: number): number => Math.max(0, ns / NS_PER_MS - EVERY_MS)

  return {
    read: () => {
      const { count } = histogram
      if (count === 0) return { count, totalMs: 0, p50Ms: null, p99Ms: null }
      return {
        count,
        totalMs: late(histogram.mean) * count,
        p50Ms: late(histogram.percentile(50)),
        p99Ms: late(histogram.percentile(99)),
      }
    },
    stop: () => histogram.disable(),
  }
}
