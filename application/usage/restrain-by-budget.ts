import * as E from 'fp-ts/lib/Either.js'
import { strictest, type Restraint } from '../../domain/approvals/restraint.js'
import { dayIn } from '../../domain/shared/calendar-day.js'
import type { BudgetScope } from '../../domain/usage/budget.js'
import { restraintsOf, seenBudgets, type SeenBudget } from '../../domain/usage/budget-records.js'
import type { GuardedSession, PolicyGuards } from '../approvals/approval-context.js'
import type { UsageSteps } from './ports.js'

/** Stands for budgets that cannot be read: whether one is exceeded is not known. */
const UNKNOWN: Restraint = { at: 'strict', reason: 'budgets could not be read' }

/**
 * Holds sessions back while a budget that concerns them is exceeded: those of a day and a month concern all, that of a
 * project the sessions in its folders and of its cards, that of a card its session. It rests on what is on disk, so a
 * restart of the hub releases no session; budgets that cannot be read hold back every session.
 */
export function makeRestrainByBudget(
  deps: Pick<UsageSteps, 'store' | 'findOwners' | 'host' | 'record' | 'clock' | 'timeZone'>,
): PolicyGuards {
  const { store, findOwners, host, record, clock, timeZone } = deps

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
      const exceeded = seenBudgets(records.right, dayIn(timeZone, clock.now())).filter(
        ({ level }) => level === 'exceeded',
      )
      if (exceeded.length === 0) return null
      const concerns = exceeded.every(isForAll) ? () => true : await concerning(asking)
      return strictest(restraintsOf(exceeded, concerns))
    },
  }
}

const isForAll = ({ scope: { kind } }: SeenBudget): boolean => kind === 'day' || kind === 'month'
