import type { AgentId } from '../agents/agent-id.js'
import type { Instant } from '../shared/instant.js'
import type { LimitAccount, LimitWindow } from './limits.js'

/** Use of the quota windows of one account at one time. */
export interface LimitPoint {
  /** Time of the observation. */
  readonly at: Instant
  readonly account: string
  /** Name of the account; `null` for none. */
  readonly label: string | null
  readonly agent: AgentId
  /** 0–100. */
  readonly pct5h: number | null
  /** Used share of the window of seven days in percent. */
  readonly pct7d: number | null
  /** Unix seconds. */
  readonly resets5h: number | null
  /** End of the window of seven days: seconds since the epoch. */
  readonly resets7d: number | null
}

/** Windows whose history is stored. */
export type KeptWindow = '5h' | '7d'

/** Maximum use of one window. */
export interface LimitPeak {
  readonly account: string
  readonly window: KeptWindow
  /** Unix seconds; `null` when no point of this window has a reset time. */
  readonly resetsAt: number | null
  /** Used share in percent. */
  readonly usedPercentage: number
  /** Time at which the maximum was first reached. */
  readonly at: Instant
}

/** Points of one batch. Accounts without a stored window are left out. */
export const pointsOf = (accounts: ReadonlyArray<LimitAccount>, at: Instant): ReadonlyArray<LimitPoint> =>
  accounts.flatMap(({ accountId, accountLabel, agent, windows }) => {
    const [fiveHours, sevenDays] = [windowOf(windows, '5h'), windowOf(windows, '7d')]
    const pct5h = fiveHours?.usedPercentage ?? null
    const pct7d = sevenDays?.usedPercentage ?? null
    if (pct5h === null && pct7d === null) return []
    return [
      {
        at,
        account: accountId,
        label: accountLabel,
        agent,
        pct5h,
        pct7d,
        resets5h: fiveHours?.resetsAt ?? null,
        resets7d: sevenDays?.resetsAt ?? null,
      },
    ]
  })

const windowOf = (windows: ReadonlyArray<LimitWindow>, label: KeptWindow): LimitWindow | undefined =>
  windows.find((window) => window.label === label)

const SECONDS: Readonly<Record<KeptWindow, number>> = { '5h': 5 * 3_600, '7d': 7 * 86_400 }
const MS_PER_SECOND = 1_000

/** Window of one account while its points are processed. */
interface Run {
  readonly resetsAt: number | null
  readonly startedAt: Instant
  readonly peak: LimitPeak
}

/**
 * Maximum use of each window, in the order in which the windows began. Points belong to the same window while their
 * reset times differ by less than half a window length, because sources round. Points without a reset time belong to
 * the current window.
 */
export function peaksOf(points: ReadonlyArray<LimitPoint>, window: KeptWindow): ReadonlyArray<LimitPeak> {
  const runs: Run[] = []
  const present = new Map<string, number>()
  for (const point of points) {
    const used = window === '5h' ? point.pct5h : point.pct7d
    const resetsAt = window === '5h' ? point.resets5h : point.resets7d
    if (used === null) continue
    const peak: LimitPeak = { account: point.account, window, resetsAt, usedPercentage: used, at: point.at }
    const index = present.get(point.account)
    const run = index === undefined ? undefined : runs[index]
    if (index === undefined || run === undefined || !isSame(run, resetsAt, point.at, SECONDS[window])) {
      present.set(point.account, runs.push({ resetsAt, startedAt: point.at, peak }) - 1)
      continue
    }
    const known = run.resetsAt ?? resetsAt
    const highest = used > run.peak.usedPercentage ? peak : run.peak
    runs[index] = { ...run, resetsAt: known, peak: { ...highest, resetsAt: known } }
  }
  return runs.map(({ peak }) => peak)
}

/**
 * True when the point belongs to the window of the run. Resets of successive windows are a whole length apart, so a
 * difference of less than half a length is rounding.
 */
function isSame(run: Run, resetsAt: number | null, at: Instant, length: number): boolean {
  if (run.resetsAt !== null && resetsAt !== null) return Math.abs(run.resetsAt - resetsAt) < length / 2
  const end = run.resetsAt ?? run.startedAt / MS_PER_SECOND + length
  return at / MS_PER_SECOND < end
}

/** Percentage from which a window counts as nearly exhausted. */
const FULL_PCT = 90

/** Number of windows that were nearly exhausted. */
export const countFull = (peaks: ReadonlyArray<LimitPeak>): number =>
  peaks.filter(({ usedPercentage }) => usedPercentage >= FULL_PCT).length
