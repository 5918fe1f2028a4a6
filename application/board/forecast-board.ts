import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { CardId } from '../../domain/board/card.js'
import type { Forecast } from '../../domain/board/forecast.js'
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
