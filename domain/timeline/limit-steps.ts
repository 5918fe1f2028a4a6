import type { KeptWindow, LimitPoint } from '../usage/limit-history.js'
import { timelineEntry, type TimelineEntry } from './timeline.js'

/** Levels of use in percent whose first crossing is an entry. */
const LEVELS: ReadonlyArray<number> = [50, 75, 90, 100]
/** Fall in percentage points below a level after which it can be reached again. Sources round. */
const NOISE = 10
const WINDOWS = ['5h', '7d'] as const

const levelOf = (used: number): number => LEVELS.filter((level) => used >= level).length

/** Crossings of a level upwards, in the order of the points. */
export function limitSteps(points: ReadonlyArray<LimitPoint>): ReadonlyArray<TimelineEntry> {
  const reached = new Map<string, number>()
  return points.flatMap((point) =>
    WINDOWS.flatMap((window) => {
      const used = window === '5h' ? point.pct5h : point.pct7d
      if (used === null) return []
      const key = `${window}:${point.account}`
      const [before, level] = [reached.get(key), levelOf(used)]
      reached.set(key, fallen(before ?? level, used))
      return before !== undefined && level > before ? [stepOf(point, window, used)] : []
    }),
  )
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
