import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { dayIn } from '../../domain/shared/calendar-day.js'
import type { Budget, Spending } from '../../domain/usage/budget.js'
import type { KnownOwners } from '../../domain/usage/owners.js'
import { ownedUsage } from '../../domain/usage/owned-usage.js'
import type { PeriodUsage, Report } from '../../domain/usage/report.js'
import { DAY_MS } from '../../domain/usage/time-zone.js'
import type { Unavailable } from '../shared/errors.js'
import type { UsageSteps } from './ports.js'

/** Present spending for the budgets, from the logs read so far; `null` before the first reading of the logs is over. */
export type ReadSpending = (budgets: ReadonlyArray<Budget>) => TE.TaskEither<Unavailable, Spending | null>

export function makeReadSpending(
  deps: Pick<UsageSteps, 'logs' | 'findOwners' | 'pricesInForce' | 'clock' | 'timeZone'>,
): ReadSpending {
  const { logs, findOwners, pricesInForce, clock, timeZone } = deps

  const report = (days: number): TE.TaskEither<Unavailable, Report | null> =>
    pipe(
      TE.fromTask(pricesInForce),
      TE.flatMap((prices) => logs.reportSoFar({ now: clock.now(), timeZone, days, prices })),
    )

  return (budgets) =>
    pipe(
      TE.Do,
      TE.bind('owners', () => findOwners),
      TE.bind('report', ({ owners }) => report(daysOf(budgets, owners, clock.now()))),
      TE.map(({ owners, report: found }) => found && spendingOf(found, owners, dayIn(timeZone, clock.now()))),
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
