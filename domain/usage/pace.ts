import type { Instant } from '../shared/instant.js'
import { windowSeconds, type LimitWindow } from './limits.js'

/** How the use of a window goes on: *ahead* burns faster than the window lasts. */
export type PaceStage = 'onTrack' | 'slightlyAhead' | 'slightlyBehind' | 'ahead' | 'behind' | 'farAhead' | 'farBehind'

export interface LimitPace {
  readonly stage: PaceStage
  /** Actual less expected. */
  readonly deltaPct: number
  /** What would be used up by now if all of it were used evenly. */
  readonly expectedPct: number
  readonly actualPct: number
  /** Whole seconds until all is used up at the average rate; `null` when that is not before the reset. */
  readonly etaSeconds: number | null
  readonly lastsToReset: boolean
}

const MS_PER_SECOND = 1_000
/** Earlier, one request more or less would decide. */
const MIN_EXPECTED_PCT = 3
/** Per cent off the even rate, up to which a stage goes. */
const ON_TRACK = 2
const SLIGHT = 6
const CLEAR = 12

/** The pace at a moment; `null` when something is not known, it is too early, or the window cannot be one of now. */
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
