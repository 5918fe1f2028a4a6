import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { FinishObstructed } from '../../../domain/board/errors.js'
import type { CheckFinish, CheckFinishError } from './check-finish.js'
import type { FinishGateError, OpenFinish } from './finish-card.js'
import type { CardId } from '../../../domain/board/card.js'

/** Answer to the question whether a card can be finished now. */
export interface Preflight extends Omit<FinishObstructed, '_tag'> {
  /** Branch that the finish would merge into; `null` when something obstructs it. */
  readonly base: string | null
}

export type ReadPreflightError = FinishGateError | Exclude<CheckFinishError, FinishObstructed>
/** Changes nothing. `pushes`: the finish would push, so that the remote counts as well. */
export type ReadPreflight = (id: CardId, pushes: boolean) => TE.TaskEither<ReadPreflightError, Preflight>
export interface ReadPreflightDeps {
  readonly openFinish: OpenFinish
  readonly checkFinish: CheckFinish
}

/** Obstacles are an answer here, not a failure. */
export function makeReadPreflight({ openFinish, checkFinish }: ReadPreflightDeps): ReadPreflight {
  return (id, pushes) =>
    pipe(
      openFinish(id),
      TE.flatMap(({ card, branch, project }) => checkFinish(project.path, card, branch, pushes)),
      TE.map(({ base }): Preflight => ({ base, reasons: [], files: [], detail: null })),
      TE.orElse((error): TE.TaskEither<ReadPreflightError, Preflight> => {
        if (error._tag !== 'FinishObstructed') return TE.left(error)
        const { reasons, files, detail } = error
        return TE.right({ base: null, reasons, files, detail })
      }),
    )
}
