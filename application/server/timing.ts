import { quantile, type Spread } from '../../domain/server/spread.js'

/** Durations of one kind of thing. */
export interface Timing {
  /** Milliseconds. A store and two sums: cheap enough for every key. */
  readonly note: (tookMs: number) => void
  readonly spread: () => Spread
}

/** The spread is that of the latest ones: an hour of a person's typing, and sorted in a tenth of a millisecond. */
const KEPT = 1024

export function makeTiming(): Timing {
  const samples = new Float64Array(KEPT)
  let count = 0
  let totalMs = 0

  return {
    note: (tookMs) => {
      samples[count % KEPT] = tookMs
      count += 1
      totalMs += tookMs
    },
    spread: () => {
      const sorted = samples.slice(0, Math.min(count, KEPT)).sort()
      return { count, totalMs, p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99) }
    },
  }
}
