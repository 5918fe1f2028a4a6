import { pipe } from 'fp-ts/lib/function.js'
import type * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Instant } from '../../domain/shared/instant.js'
import { ownedUsage, projectUsages, type OwnedUsage, type ProjectUsage } from '../../domain/usage/owned-usage.js'
import { reportOf } from '../../domain/usage/report-of.js'
import type { Report, ReportQuestion } from '../../domain/usage/report.js'
import type { TimeZone } from '../../domain/usage/time-zone.js'
import type { Clock } from '../shared/clock.port.js'
import type { Unavailable } from '../shared/errors.js'
import { keptFor } from '../shared/kept-for.js'
import type { FindOwners, KnownOwners } from './find-owners.js'
import type { PricesInForce } from './prices-in-force.js'
import type { UsageLogs, UsageProgress } from './usage-logs.port.js'

export interface Usage {
  readonly report: Report
  readonly owners: KnownOwners
  /** Of the days asked for. */
  readonly window: OwnedUsage
  /** Of the month, by Claude Code alone. */
  readonly monthProjects: ReadonlyArray<ProjectUsage>
  /** How far the logs have been read; what is `scanning` may grow. */
  readonly progress: UsageProgress
}

export interface UsageQuestion {
  /** Days up to today, 1 or more. */
  readonly days: number
  readonly timeZone: TimeZone
}

export interface ReadUsage {
  readonly read: (question: UsageQuestion) => TE.TaskEither<Unavailable, Usage>
  /** Stops following the logs. */
  readonly stop: () => void
}

export interface ReadUsageDeps {
  readonly logs: UsageLogs
  readonly findOwners: FindOwners
  readonly pricesInForce: PricesInForce
  readonly clock: Clock
}

/** An answer is good for a minute, */
const KEEP_MS = 60_000
/** unless there is something new: then for this long, so that busy logs are not summed for every question. */
const KEEP_WHEN_NEW_MS = 1_000
/** Questions of different days and zones that are kept at once. */
const MAX_KEPT = 32
/** A first reading that takes longer than this is answered with what there is: nothing, and how far it has come. */
const PATIENCE_MS = 8_000

interface Kept {
  readonly answer: TE.TaskEither<Unavailable, Usage>
  readonly madeAt: Instant
}

/** What agents have used, by day and by whom it was for. All who ask the same at once share one answer. */
export function makeReadUsage(deps: ReadUsageDeps): ReadUsage {
  const { logs, clock } = deps
  const kept = new Map<string, Kept>()
  let newSince = -Infinity
  const stop = logs.onProgress(() => {
    newSince = clock.now()
  })

  const isStale = ({ madeAt }: Kept): boolean => newSince >= madeAt && clock.now() - madeAt >= KEEP_WHEN_NEW_MS

  const keep = (key: string, question: UsageQuestion): TE.TaskEither<Unavailable, Usage> => {
    const answer = keptFor(clock, KEEP_MS, usageOf(deps, question))
    kept.delete(key)
    kept.set(key, { answer, madeAt: clock.now() })
    const [oldest] = kept.keys()
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest)
    return answer
  }

  return {
    read: (question) => () => {
      const key = `${String(question.days)} ${question.timeZone}`
      const known = kept.get(key)
      return (known === undefined || isStale(known) ? keep(key, question) : known.answer)()
    },
    stop,
  }
}

const usageOf = (deps: ReadUsageDeps, { days, timeZone }: UsageQuestion): TE.TaskEither<Unavailable, Usage> =>
  pipe(
    TE.Do,
    TE.bind('prices', () => TE.fromTask(deps.pricesInForce)),
    TE.bindW('report', ({ prices }) => report(deps, { now: deps.clock.now(), timeZone, days, prices })),
    TE.bindW('owners', () => deps.findOwners),
    TE.map(({ report, owners }) => ({
      report,
      owners,
      window: ownedUsage(report.window, owners),
      monthProjects: projectUsages(
        report.month.directories.filter(({ agent }) => agent === 'claude-code'),
        owners.projectOf,
      ),
      progress: deps.logs.progress(),
    })),
  )

/** The whole report, or, when it takes too long, what there is of it. */
function report({ logs, clock }: ReadUsageDeps, question: ReportQuestion): TE.TaskEither<Unavailable, Report> {
  const soFar = pipe(
    logs.reportSoFar(question),
    TE.map((found) => found ?? reportOf([], question)),
  )
  return () =>
    new Promise((resolve, reject) => {
      const cancel = clock.after(PATIENCE_MS, () => {
        soFar().then(resolve, reject)
      })
      const settle = (answer: E.Either<Unavailable, Report>): void => {
        cancel()
        resolve(answer)
      }
      logs.report(question)().then(settle, reject)
    })
}
