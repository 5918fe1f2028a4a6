import type { KeptWindow, LimitPoint } from '../usage/limit-history.js'
import { timelineEntry, type TimelineEntry } from './timeline.js'

/** Levels of use in percent whose first crossing is an entry. */
const LEVELS: ReadonlyArray<number> = [50, 75, 90, 100]
/** Fall in percentage points below a level after which it can be reached again. Sources round. */
const NOISE = 10
const WINDOWS = ['5h', '7d'] as const

const levelOf = (used: number): number => LEVELS.filter((level) => used >= level).length

/** Crossings of a level upwards, in the order of the points: tens of thousands, nearly all of which cross none. */
export function limitSteps(points: ReadonlyArray<LimitPoint>): ReadonlyArray<TimelineEntry> {
  const reached = { '5h': new Map<string, number>(), '7d': new Map<string, number>() }
  const steps: TimelineEntry[] = []
  for (const point of points) {
    for (const window of WINDOWS) {
      const used = window === '5h' ? point.pct5h : point.pct7d
      if (used === null) continue
      const before = reached[window].get(point.account)
      const level = fallen(before ?? 0, used)
      if (level !== before) reached[window].set(point.account, level)
      if (before !== undefined && level > before) steps.push(stepOf(point, window, used))
    }
  }
  return steps
}

function fallen(before: number, used: number): number {
  const level = levelOf(used)
  if (level >= before) return level
  return used < (LEVELS[before - 1] ?? 0) - NOISE ? level : before
}

const stepOf = (point: LimitPoint, window: KeptWindow, usedPercentage: number): TimelineEntry =>
  timelineEntry({
    id: `limit:${window}:${String(point.at)}:${point.account}`,
    kind: 'limit',
    at: point.at,
    text: '',
    limit: {
      ...{ account: point.account, label: point.label, window, usedPercentage },
      resetsAt: window === '5h' ? point.resets5h : point.resets7d,
    },
  })
