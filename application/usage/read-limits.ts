import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Instant } from '../../domain/shared/instant.js'
import { countFull, peaksOf, pointsOf, type LimitPeak, type LimitPoint } from '../../domain/usage/limit-history.js'
import { mergeAccounts, type LimitAccount, type LimitWindow } from '../../domain/usage/limits.js'
import { paceAt, type LimitPace } from '../../domain/usage/pace.js'
import { detach } from '../shared/detached.js'
import { faultText, type Unavailable } from '../shared/errors.js'
import { cacheFor } from '../shared/cache-for.js'
import type { UsageSteps } from './ports.js'

/** A window with its pace at the time of the answer. */
export interface PacedWindow extends LimitWindow {
  /** Pace of use; `null` while it cannot be computed. */
  readonly pace: LimitPace | null
}

/** Account whose windows carry a pace. */
export interface PacedAccount extends Omit<LimitAccount, 'windows'> {
  readonly windows: ReadonlyArray<PacedWindow>
}

/** Limits of accounts, with their history. */
export interface Limits {
  /** Accounts with their present use. */
  readonly accounts: ReadonlyArray<PacedAccount>
  /** History of use, oldest first. */
  readonly points: ReadonlyArray<LimitPoint>
  /** Windows, not points, that were nearly used up. */
  readonly peaks5h: number
  /** As `peaks5h`, for windows of seven days. */
  readonly peaks7d: number
  /** The fullest that each window was. */
  readonly peaks: ReadonlyArray<LimitPeak>
}

/** Limits of the accounts of agents. */
export interface ReadLimits {
  /** Present use of limits and its history of the last `days`. Sources and history are read at most once in 30 s. */
  readonly read: (days: number) => TE.TaskEither<Unavailable, Limits>
  /** Present use of limits. */
  readonly accounts: TE.TaskEither<never, ReadonlyArray<LimitAccount>>
  /** Reads every 5 minutes, so that the history has points without requests. Returns an unsubscribe function. */
  readonly poll: () => () => void
}

const KEEP_MS = 30_000
/** One batch of points in this time at most: a window of five hours shows its course in sixty. */
const BATCH_MS = 300_000
const DAY_MS = 86_400_000

export function makeReadLimits(
  deps: Pick<UsageSteps, 'sources' | 'statusLine' | 'history' | 'clock' | 'log'>,
): ReadLimits {
  const { sources, statusLine, history, clock, log } = deps
  /** `null` until it is known whether an earlier run of the hub has just written one. */
  let lastBatchAt: Instant | null = null
  let writing: Promise<void> = Promise.resolve()
  const byDays = new Map<number, TE.TaskEither<Unavailable, Past>>()

  const isDue = (now: Instant): boolean => lastBatchAt === null || Math.abs(now - lastBatchAt) >= BATCH_MS

  /** Appends points to the history. A failed write is logged and does not affect the present result. */
  const note = async (accounts: ReadonlyArray<LimitAccount>): Promise<void> => {
    const now = clock.now()
    const points = pointsOf(accounts, now)
    if (points.length === 0 || !isDue(now)) return
    if (lastBatchAt === null) {
      const recent = await history.since(now - BATCH_MS + 1)()
      const latest = E.isRight(recent) ? recent.right.at(-1) : undefined
      lastBatchAt = latest?.at ?? null
      if (!isDue(now)) return
    }
    const written = await history.append(points)()
    if (E.isRight(written)) lastBatchAt = now
    else log.warn('limits could not be noted', { reason: faultText(written.left) })
  }

  const present = cacheFor<never, ReadonlyArray<LimitAccount>>(clock, KEEP_MS, async () => {
    const accounts = mergeAccounts(await Promise.all([...sources, statusLine].map((source) => source())))
    writing = writing.catch(() => undefined).then(() => note(accounts))
    await writing
    return E.right(accounts)
  })

  const past = (days: number): TE.TaskEither<Unavailable, Past> => {
    const known = byDays.get(days)
    if (known !== undefined) return known
    const build = cacheFor(clock, KEEP_MS, () => pipe(history.since(clock.now() - days * DAY_MS), TE.map(pastOf))())
    byDays.set(days, build)
    return build
  }

  return {
    accounts: present,
    read: (days) =>
      pipe(
        TE.Do,
        TE.bind('accounts', (): TE.TaskEither<Unavailable, ReadonlyArray<LimitAccount>> => present),
        TE.bind('past', () => past(days)),
        TE.map(({ accounts, past: was }) => ({ accounts: accounts.map(pacedAt(clock.now())), ...was })),
      ),
    poll: () => clock.every(BATCH_MS, () => detach('limits of accounts', present)),
  }
}

type Past = Omit<Limits, 'accounts'>

function pastOf(points: ReadonlyArray<LimitPoint>): Past {
  const [fiveHours, sevenDays] = [peaksOf(points, '5h'), peaksOf(points, '7d')]
  return {
    points,
    peaks5h: countFull(fiveHours),
    peaks7d: countFull(sevenDays),
    peaks: [...fiveHours, ...sevenDays],
  }
}

const pacedAt =
  (now: Instant) =>
  (account: LimitAccount): PacedAccount => ({
    ...account,
    windows: account.windows.map((window) => ({ ...window, pace: paceAt(window, now) })),
  })
