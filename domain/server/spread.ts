/** How long something took, of the latest times it happened; `null` when it never did. Milliseconds. */
export interface Spread {
  /** Since the start. */
  readonly count: number
  readonly totalMs: number
  readonly p50Ms: number | null
  readonly p99Ms: number | null
}

/** The value that a share of `0 ≤ share ≤ 1` of all samples does not exceed; `null` of none. Nearest rank. */
export function quantile(sorted: ArrayLike<number>, share: number): number | null {
  const rank = Math.max(0, Math.ceil(share * sorted.length) - 1)
  return sorted[rank] ?? null
}
