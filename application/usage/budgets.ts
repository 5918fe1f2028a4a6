import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { strictest, type Restraint } from '../../domain/approvals/restraint.js'
import { dayIn } from '../../domain/shared/calendar-day.js'
import {
  seenBudgets,
  withBudgets,
  restraintsOf,
  type BudgetRecords,
  type SeenBudget,
} from '../../domain/usage/budget-records.js'
import { budgetKey, type Budget, type Spending, type BudgetScope } from '../../domain/usage/budget.js'
import { duplicateBudget, type DuplicateBudget } from '../../domain/usage/errors.js'
import { ownedUsage } from '../../domain/usage/owned-usage.js'
import type { KnownOwners } from '../../domain/usage/owners.js'
import type { PeriodUsage, Report } from '../../domain/usage/report.js'
import { DAY_MS } from '../../domain/usage/time-zone.js'
import type { GuardedSession, PolicyGuards } from '../approvals/approval-context.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { UsageSteps } from './ports.js'

/** Present spending for the budgets, from the logs read so far; `null` before the first reading of the logs is over. */
export type ReadSpending = (budgets: ReadonlyArray<Budget>) => TE.TaskEither<Unavailable, Spending | null>

export function makeReadSpending(
  deps: Pick<UsageSteps, 'logs' | 'findOwners' | 'pricesInForce' | 'clock'>,
): ReadSpending {
  const { logs, findOwners, pricesInForce, clock } = deps

  const report = (days: number): TE.TaskEither<Unavailable, Report | null> =>
    pipe(
      TE.fromTask(pricesInForce),
      TE.flatMap((prices) => logs.reportSoFar({ now: clock.now(), timeZone: clock.timeZone(), days, prices })),
    )

  return (budgets) =>
    pipe(
      TE.Do,
      TE.bind('owners', () => findOwners),
      TE.bind('report', ({ owners }) => report(daysOf(budgets, owners, clock.now()))),
      TE.map(({ owners, report: found }) => found && spendingOf(found, owners, dayIn(clock.timeZone(), clock.now()))),
    )
}

/** Back to the day before the oldest card that has a budget was made; the month is in every report. */
function daysOf(budgets: ReadonlyArray<Budget>, { cards }: KnownOwners, now: number): number {
  const made = budgets.flatMap(({ scope }) => {
    const card = scope.kind === 'card' ? cards.get(scope.card) : undefined
    return card === undefined ? [] : [card.createdAt]
  })
  return Math.max(1, ...made.map((at) => Math.ceil((now - at) / DAY_MS) + 1))
}

function spendingOf({ days: [today], window, month }: Report, owners: KnownOwners, date: string): Spending {
  return {
    date,
    dayUsd: today?.costUsd ?? 0,
    monthUsd: month.costUsd,
    projectsUsd: projectsIn(month, owners),
    cardsUsd: new Map(ownedUsage(window, owners).cards.map(({ cardId, costUsd }) => [cardId, costUsd])),
  }
}

/** A card's work counts for its project also where its folder does not say so. */
function projectsIn({ bySession }: PeriodUsage, { ownerOf }: KnownOwners): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const session of bySession) {
    const { projectId } = ownerOf(session)
    if (projectId !== null) sums.set(projectId, (sums.get(projectId) ?? 0) + session.costUsd)
  }
  return sums
}

/** All budgets as they stand. */
export interface BudgetView {
  /** Budgets with what is spent of them. */
  readonly budgets: ReadonlyArray<SeenBudget>
  /** Zone of days and months: IANA name. */
  readonly timeZone: string
  /** The logs have not been read to their end for the first time: more may have been spent. */
  readonly isCounting: boolean
}

/** Reads and changes budgets. */
export interface ConfigureBudgets {
  /** Budgets with what is spent of them. */
  readonly read: TE.TaskEither<Unavailable, BudgetView>
  /** Puts these in the place of all. It counts at once, and is on disk when this answers. */
  readonly replace: (
    budgets: ReadonlyArray<Budget>,
    caller: Caller,
  ) => TE.TaskEither<DuplicateBudget | Unavailable, BudgetView>
}

export function makeConfigureBudgets(
  deps: Pick<UsageSteps, 'store' | 'watchBudgets' | 'logs' | 'audit' | 'clock'>,
): ConfigureBudgets {
  const { store, watchBudgets, logs, audit, clock } = deps

  const view = (records: BudgetRecords): BudgetView => ({
    budgets: seenBudgets(records, dayIn(clock.timeZone(), clock.now())),
    timeZone: clock.timeZone(),
    isCounting: logs.progress().state === 'scanning',
  })
  const read = pipe(store.read, TE.map(view))

  return {
    read,
    replace: (budgets, caller) =>
      pipe(
        TE.fromEither(eachOnce(budgets)),
        TE.flatMap(() => watchBudgets.change((records) => withBudgets(records, budgets))),
        TE.tap(() => audit.record({ event: 'budget.change', fields: auditFields(budgets) }, caller)),
        TE.tapTask(() => watchBudgets.reckon),
        TE.flatMap(() => read),
      ),
  }
}

function eachOnce(budgets: ReadonlyArray<Budget>): E.Either<DuplicateBudget, void> {
  const keys = budgets.map(({ scope }) => budgetKey(scope))
  const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index)
  return twice === -1 ? E.right(undefined) : E.left(duplicateBudget(twice))
}

const auditFields = (budgets: ReadonlyArray<Budget>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    budgets.map(({ scope, limitUsd, atLimit }) => [budgetKey(scope), `${String(limitUsd)} ${atLimit}`]),
  )

/** Stands for budgets that cannot be read: whether one is exceeded is not known. */
const UNKNOWN: Restraint = { at: 'strict', reason: 'budgets could not be read' }

/**
 * Holds sessions back while a budget that concerns them is exceeded: those of a day and a month concern all, that of a
 * project the sessions in its folders and of its cards, that of a card its session. It rests on what is on disk, so a
 * restart of the hub releases no session; budgets that cannot be read hold back every session.
 */
export function makeRestrainByBudget(
  deps: Pick<UsageSteps, 'store' | 'findOwners' | 'host' | 'record' | 'clock'>,
): PolicyGuards {
  const { store, findOwners, host, record, clock } = deps

  /** Every folder that the session may be said to be in; where it began, where it is, where its agent says it is. */
  const foldersOf = async ({ id, cwd }: GuardedSession): Promise<ReadonlyArray<string>> => {
    const [records, live] = await Promise.all([record.read(), host.list()])
    const known = E.isRight(records) ? records.right.known.find((one) => one.id === id)?.directory : undefined
    const running = E.isRight(live) ? live.right.find((one) => one.id === id) : undefined
    return [known, running?.startDirectory, running?.path, cwd].filter((folder) => typeof folder === 'string')
  }

  const concerning = async (asking: GuardedSession): Promise<(scope: BudgetScope) => boolean> => {
    const found = await findOwners()
    if (E.isLeft(found)) return () => true // it cannot be ruled out
    const { cards, projectOf } = found.right
    const { name } = asking
    const own = [...cards.values()].filter(({ ownSession, sessionRef }) => ownSession === name || sessionRef === name)
    const projects = new Set([...own.map(({ projectId }) => projectId), ...(await foldersOf(asking)).map(projectOf)])
    return (scope) => {
      if (scope.kind === 'project') return projects.has(scope.project)
      return scope.kind === 'card' ? own.some(({ id }) => id === scope.card) : true
    }
  }

  return {
    of: (asking) => async () => {
      const records = await store.read()
      if (E.isLeft(records) || records.right.isLost) return UNKNOWN
      if (records.right.budgets.length === 0) return null
      const exceeded = seenBudgets(records.right, dayIn(clock.timeZone(), clock.now())).filter(
        ({ level }) => level === 'exceeded',
      )
      if (exceeded.length === 0) return null
      const concerns = exceeded.every(isForAll) ? () => true : await concerning(asking)
      return strictest(restraintsOf(exceeded, concerns))
    },
  }
}

const isForAll = ({ scope: { kind } }: SeenBudget): boolean => kind === 'day' || kind === 'month'
