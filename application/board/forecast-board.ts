import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { CardId } from '../../domain/board/card.js'
import type { Forecast } from '../../domain/board/forecast.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { BranchName } from '../../domain/repo/refs.js'
import { detach } from '../shared/detached.js'
import { inBatches } from '../shared/in-batches.js'
import type { ForecastConflictsError } from './forecast-conflicts.js'
import type { BoardSteps } from './ports.js'

/** Lines that the branch of a card adds and removes since it left its base. */
export interface BranchSize {
  readonly card: CardId
  readonly additions: number
  readonly deletions: number
}

/** Forecast of a project with those of others, and the sizes of branches. */
export interface BoardForecast extends Forecast {
  readonly others: ReadonlyArray<Forecast>
  readonly sizes: ReadonlyArray<BranchSize>
}

/** Only the first project has to exist: others, and cards whose branch cannot be compared, are left out. */
export type ForecastBoard = (
  project: string,
  others: ReadonlyArray<string>,
  cards: ReadonlyArray<CardId>,
) => TE.TaskEither<ForecastConflictsError, BoardForecast>

/** Gits at a time: the machine is there for the agents. */
const AT_ONCE = 2

/** Reads what a board shows of branches. */
export function makeForecastBoard(deps: Pick<BoardSteps, 'forecastConflicts' | 'diffCard'>): ForecastBoard {
  const { forecastConflicts, diffCard } = deps
  const sizeOf = (card: CardId): T.Task<ReadonlyArray<BranchSize>> =>
    pipe(
      diffCard(card, []),
      TE.match(
        () => [],
        (diff) => (diff === null ? [] : [{ card, ...sumOf(diff.files) }]),
      ),
    )
  const found = async <A>(read: T.Task<ReadonlyArray<ReadonlyArray<A>>>): Promise<ReadonlyArray<A>> =>
    (await read()).flat()
  const forecastIfThere = (project: string): T.Task<ReadonlyArray<Forecast>> =>
    pipe(
      forecastConflicts(project),
      TE.match(
        () => [],
        (forecast) => [forecast],
      ),
    )
  return (project, others, cards) => async () => {
    const first = await forecastConflicts(project)()
    if (E.isLeft(first)) return first
    return E.right({
      ...first.right,
      others: await found(inBatches(AT_ONCE, forecastIfThere)(others)),
      sizes: await found(inBatches(AT_ONCE, sizeOf)(cards)),
    })
  }
}

const sumOf = (files: ReadonlyArray<Omit<BranchSize, 'card'>>): Omit<BranchSize, 'card'> => ({
  additions: files.reduce((sum, { additions }) => sum + additions, 0),
  deletions: files.reduce((sum, { deletions }) => sum + deletions, 0),
})

/** Starts the forecasts in the background. Returns a function that stops them. */
export type FollowForecasts = () => () => void

/** Interval of the checks. Commits of agents cause no event. */
const LOOK_EVERY_MS = 60_000
const AFTER_CHANGE_MS = 2_000

/** Publishes changed forecasts of projects. Checks after a change of a card, and every minute. */
export function makeFollowForecasts(
  deps: Pick<BoardSteps, 'cards' | 'forecastConflicts' | 'feed' | 'clock'>,
): FollowForecasts {
  const { cards, forecastConflicts, feed, clock } = deps
  return () => {
    const told = new Map<string, string>()
    let isLooking = false
    let cancel: (() => void) | null = null

    const tell = (forecast: Forecast): void => {
      const { collisions, withBase, projectId } = forecast
      const text = JSON.stringify([collisions, withBase])
      const before = told.get(projectId) ?? '[[],[]]'
      told.set(projectId, text)
      if (before !== text) feed.publish({ _tag: 'board-forecast', forecast, at: clock.now() })
    }
    const look = async (): Promise<void> => {
      if (isLooking) return
      isLooking = true
      try {
        const board = await cards.read()
        for (const projectId of E.isRight(board) ? projectsOf(board.right.cards, told) : []) {
          const forecast = await forecastConflicts(projectId)()
          if (E.isRight(forecast)) tell(forecast.right)
        }
      } finally {
        isLooking = false
      }
    }
    const unsubscribe = feed.subscribe((event) => {
      if (event._tag !== 'card-changed' && event._tag !== 'card-removed') return
      cancel?.()
      cancel = clock.after(AFTER_CHANGE_MS, () => detach('conflict forecasts', look))
    })
    const stop = clock.every(LOOK_EVERY_MS, () => detach('conflict forecasts', look))
    return () => {
      unsubscribe()
      stop()
      cancel?.()
    }
  }
}

/** Projects with two running cards or more, and those whose last forecast has to be taken back. */
function projectsOf(
  all: ReadonlyArray<{ readonly projectId: ProjectId; readonly stage: string; readonly branch: BranchName | null }>,
  told: ReadonlyMap<string, string>,
): ReadonlyArray<string> {
  const counts = new Map<string, number>()
  for (const { projectId, stage, branch } of all)
    if (branch !== null && (stage === 'implement' || stage === 'review'))
      counts.set(projectId, (counts.get(projectId) ?? 0) + 1)
  return [...new Set([...[...counts].filter(([, count]) => count > 1).map(([id]) => id), ...told.keys()])]
}
