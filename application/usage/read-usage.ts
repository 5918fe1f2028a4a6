import type * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { AgentConversation } from '../../domain/agents/agent-conversation.js'
import type { Instant } from '../../domain/shared/instant.js'
import { sumCosts, type Costs } from '../../domain/usage/status-line.js'
import type { QuarterUsage } from '../../domain/usage/quarters.js'
import type { TimeZone } from '../../domain/usage/time-zone.js'
import type { TurnUsage } from '../../domain/usage/turn-usage.js'
import { cacheFor } from '../shared/cache-for.js'
import type { Unavailable } from '../shared/errors.js'
import type { Job } from '../shared/job.js'
import type { UsageSteps, UsagePorts } from './ports.js'
import {
  ALL_USAGE,
  type DocumentRequest,
  type UsageDocument,
  type UsageFilter,
  type UsageForm,
} from './usage-document.js'

/** Range and form of a usage document. */
export interface UsageQuery {
  readonly form: UsageForm
  /** Days up to today, 1 or more. */
  readonly days: number
  /** Zone of days: IANA name. */
  readonly timeZone: TimeZone
  /** Usage that is counted; all without it. */
  readonly only?: UsageFilter
  /** Day whose hours are listed: `2026-11-24`. */
  readonly hoursOf?: string | undefined
}

/** Usage of agents by day and by owner, as clients read it. Concurrent callers with the same query share one answer. */
export type ReadUsage = (query: UsageQuery) => TE.TaskEither<Unavailable, UsageDocument>

/** Lifetime of an answer. */
const KEEP_MS = 60_000
/** Lifetime of an answer once the logs have something new, so that busy logs are not summed for every query. */
const KEEP_WHEN_NEW_MS = 1_000
/** Answers of different days and zones that are kept at once; one of a busy month takes up to 2 MB. */
const MAX_KEPT = 8
/** A first reading that takes longer than this is answered with what there is: nothing, and how far it has come. */
const PATIENCE_MS = 8_000

interface Kept {
  readonly answer: TE.TaskEither<Unavailable, UsageDocument>
  /** `null` while the first answer is being made. */
  made: { readonly document: UsageDocument; readonly at: Instant } | null
}

export function makeReadUsage(
  deps: Pick<UsageSteps, 'agents' | 'logs' | 'readOwners' | 'pricesInForce' | 'clock'>,
): ReadUsage {
  const { logs, clock } = deps
  const kept = new Map<string, Kept>()

  const isStale = ({ made }: Kept): boolean =>
    made !== null &&
    clock.now() - made.at >= KEEP_WHEN_NEW_MS &&
    (made.document.progress.state === 'scanning' || made.document.progress.revision !== logs.progress().revision)

  const keep = (key: string, query: UsageQuery): Kept => {
    const build = pipe(
      documentOf(deps, query),
      TE.map((document) => {
        entry.made = { document, at: clock.now() }
        return document
      }),
    )
    const entry: Kept = { answer: cacheFor(clock, KEEP_MS, build), made: null }
    kept.delete(key)
    kept.set(key, entry)
    const [oldest] = kept.keys()
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest)
    return entry
  }

  return (query) => () => {
    const { form, days, timeZone, only = ALL_USAGE, hoursOf = null } = query
    // Files to save are large and are seldom asked for twice.
    if (form !== 'history') return documentOf(deps, query)()
    const key = JSON.stringify([days, timeZone, only.projectId, only.model, hoursOf])
    const known = kept.get(key)
    return (known === undefined || isStale(known) ? keep(key, query) : known).answer()
  }
}

const documentOf = (
  deps: Pick<UsageSteps, 'agents' | 'logs' | 'readOwners' | 'pricesInForce' | 'clock'>,
  { form, days, timeZone, only = ALL_USAGE, hoursOf }: UsageQuery,
): TE.TaskEither<Unavailable, UsageDocument> =>
  pipe(
    TE.Do,
    TE.bind('prices', () => TE.fromTask(deps.pricesInForce)),
    TE.bindW('owners', () => deps.readOwners),
    TE.flatMap(({ prices, owners }) =>
      patient(deps, {
        form,
        owners,
        mainAgent: deps.agents[0].id,
        only,
        query: { now: deps.clock.now(), timeZone, days, prices, hoursOf },
      }),
    ),
  )

/** The whole answer, or, when it takes too long, what there is of it. */
function patient(
  deps: Pick<UsageSteps, 'agents' | 'logs' | 'readOwners' | 'pricesInForce' | 'clock'>,
  request: DocumentRequest,
): TE.TaskEither<Unavailable, UsageDocument> {
  const { logs, clock } = deps
  return () =>
    new Promise((resolve, reject) => {
      const cancel = clock.after(PATIENCE_MS, () => {
        logs.document(request, false)().then(resolve, reject)
      })
      const settle = (answer: E.Either<Unavailable, UsageDocument>): void => {
        cancel()
        resolve(answer)
      }
      logs.document(request, true)().then(settle, reject)
    })
}

/** Sum of the costs that present agents report, each since its start. Cached for 10 s. */
export type ReadCosts = TE.TaskEither<never, Costs>

const KEEP_COSTS_MS = 10_000

export const makeReadCosts = ({
  statusLines,
  directory,
  clock,
}: Pick<UsageSteps, 'statusLines' | 'directory' | 'clock'>): ReadCosts =>
  cacheFor(
    clock,
    KEEP_COSTS_MS,
    TE.fromIO(() => sumCosts(statusLines.fresh().map(([session, line]) => [directory.nameOf(session), line]))),
  )

/** Usage of sessions of agents by quarter of an hour; `null` before the logs have been read once. */
export type ReadQuarters = (
  sessions: ReadonlyArray<string>,
  since: Instant,
) => TE.TaskEither<Unavailable, ReadonlyArray<QuarterUsage> | null>

export const makeReadQuarters =
  ({ logs, pricesInForce }: Pick<UsageSteps, 'logs' | 'pricesInForce'>): ReadQuarters =>
  (sessions, since) =>
    pipe(
      TE.fromTask(pricesInForce),
      TE.flatMap((prices) => logs.quarters({ sessions, since, prices })),
    )

/** Usage of the turns of a conversation; `turns` is `null` before the logs have been read once. */
export interface ConversationUsage {
  readonly turns: ReadonlyArray<TurnUsage> | null
}

/** Reads the usage of a conversation by turns, whose starts are named. */
export type ReadTurnUsage = (
  conversation: AgentConversation,
  starts: ReadonlyArray<Instant>,
) => TE.TaskEither<Unavailable, ConversationUsage>

export const makeReadTurnUsage =
  ({ logs, pricesInForce }: Pick<UsageSteps, 'logs' | 'pricesInForce'>): ReadTurnUsage =>
  ({ agent, id }, starts) =>
    pipe(
      TE.fromTask(pricesInForce),
      TE.flatMap((prices) =>
        logs.turns({ agent, conversation: id, starts: [...starts].sort((one, other) => one - other), prices }),
      ),
      TE.map((turns) => ({ turns })),
    )

/** Publishes the progress of reading the logs, and that a reading has found something new. */
export function makeFollowUsage({ logs, feed, clock }: Pick<UsagePorts, 'logs' | 'feed' | 'clock'>): Job {
  return {
    name: 'progress of usage',
    start: () =>
      logs.onProgress((progress) => {
        feed.publish({ _tag: 'usage-progress', progress, at: clock.now() })
      }),
  }
}
