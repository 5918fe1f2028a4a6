import type { Instant } from '../shared/instant.js'
import { windowSeconds, type LimitWindow } from './limits.js'

/** Use of a window compared to an even rate; *ahead* means that the quota runs out before the reset. */
export type PaceStage = 'onTrack' | 'slightlyAhead' | 'slightlyBehind' | 'ahead' | 'behind' | 'farAhead' | 'farBehind'

/** Use of a window compared with the time that has passed in it. */
export interface LimitPace {
  readonly stage: PaceStage
  /** Actual minus expected percentage. */
  readonly deltaPct: number
  /** Percentage that would be used by now at an even rate. */
  readonly expectedPct: number
  /** Used share in percent. */
  readonly actualPct: number
  /** Whole seconds until the quota is exhausted at the average rate; `null` when that is after the reset. */
  readonly etaSeconds: number | null
  /** True when the rest lasts until the window ends. */
  readonly lastsToReset: boolean
}

const MS_PER_SECOND = 1_000
/** Percentage expected so far, below which a single request would decide the result. */
const MIN_EXPECTED_PCT = 3
/** Upper bound of each stage, in percentage points off the even rate. */
const ON_TRACK = 2
const SLIGHT = 6
const CLEAR = 12

/**
 * Pace at a given time. Returns `null` when an input is missing, it is too early in the window, or the window is not
 * current.
 */
export function paceAt({ label, usedPercentage, resetsAt }: LimitWindow, now: Instant): LimitPace | null {
  const length = windowSeconds(label)
  if (length === null || usedPercentage === null || resetsAt === null) return null
  const left = resetsAt - now / MS_PER_SECOND
  const elapsed = length - left
  if (left <= 0 || elapsed <= 0) return null
  const expectedPct = (elapsed / length) * 100
  if (expectedPct < MIN_EXPECTED_PCT) return null
  const secondsToFull = ((100 - usedPercentage) / usedPercentage) * elapsed // Infinity when nothing was used
  const isFullBefore = secondsToFull < left
  const deltaPct = usedPercentage - expectedPct
  return {
    stage: stageOf(deltaPct),
    deltaPct,
    expectedPct,
    actualPct: usedPercentage,
    etaSeconds: isFullBefore ? Math.round(secondsToFull) : null,
    lastsToReset: !isFullBefore,
  }
}

function stageOf(deltaPct: number): PaceStage {
  const isAhead = deltaPct > 0
  const off = Math.abs(deltaPct)
  if (off <= ON_TRACK) return 'onTrack'
  if (off <= SLIGHT) return isAhead ? 'slightlyAhead' : 'slightlyBehind'
  if (off <= CLEAR) return isAhead ? 'ahead' : 'behind'
  return isAhead ? 'farAhead' : 'farBehind'
}
