/** Durations of the latest runs of an operation in milliseconds; quantiles are `null` before the first. */
export interface Spread {
  /** Number of runs since the start. */
  readonly count: number
  /** Sum of all durations. */
  readonly totalMs: number
  /** Median; `null` without a sample. */
  readonly p50Ms: number | null
  /** 99th percentile; `null` without a sample. */
  readonly p99Ms: number | null
}

/**
 * Quantile by nearest rank: the value that the given share (0 to 1) of the samples does not exceed; `null` without
 * samples.
 */
export function quantile(sorted: ArrayLike<number>, share: number): number | null {
  const rank = Math.max(0, Math.ceil(share * sorted.length) - 1)
  return sorted[rank] ?? null
}
