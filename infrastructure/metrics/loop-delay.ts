import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Delay of the event loop in milliseconds. */
export interface LoopDelay {
  readonly read: () => {
    readonly count: number
    readonly totalMs: number
    readonly p50Ms: number | null
    readonly p99Ms: number | null
  }
  readonly stop: () => void
}

/**
 * Sampling interval in milliseconds, measured outside of JavaScript. Each sample wakes an idle process up; a delay that falls between two
 * samples is not seen.
 */
const EVERY_MS = 500
const NS_PER_MS = 1e6

/**
 * Measures the event loop delay. The histogram contains the time between two samples, so the interval is subtracted.
 * perf_hooks.
 */
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
