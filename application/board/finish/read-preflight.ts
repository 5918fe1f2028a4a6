import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { FinishObstructed } from '../../../domain/board/errors.js'
import type { CheckFinishError } from './check-finish.js'
import type { FinishGateError } from './finish-card.js'
import type { Stash } from '../../../domain/board/repository.js'
import type { Worktrees } from '../worktrees.port.js'
import { finishFault } from './git-faults.js'
import type { CardId } from '../../../domain/board/card.js'
import type { FinishSteps } from './ports.js'

/** Answer to the question whether a card can be finished now. */
export interface Preflight extends Omit<FinishObstructed, '_tag'> {
  /** Branch that the finish would merge into; `null` when something obstructs it. */
  readonly base: string | null
  /** Stashes of the project's repository. */
  readonly stashes: ReadonlyArray<Stash>
}

export type ReadPreflightError = FinishGateError | Exclude<CheckFinishError, FinishObstructed>
/** Changes nothing. `pushes`: the finish would push, so that the remote counts as well. */
export type ReadPreflight = (id: CardId, pushes: boolean) => TE.TaskEither<ReadPreflightError, Preflight>

/** Obstacles are an answer here, not a failure. */
export function makeReadPreflight(
  deps: Pick<FinishSteps, 'openFinish' | 'checkFinish'> & { readonly worktrees: Pick<Worktrees, 'stashes'> },
): ReadPreflight {
  const { openFinish, checkFinish, worktrees } = deps
  return (id, pushes) => async () => {
    const opened = await openFinish(id)()
    if (E.isLeft(opened)) return opened
    const { card, branch, project } = opened.right
    const checked = await checkFinish(project.path, card, branch, pushes)()
    const listed = await worktrees.stashes(project.path)()
    if (E.isLeft(listed)) return E.left(finishFault(listed.left))
    const stashes = listed.right
    if (E.isRight(checked))
      return E.right({ base: checked.right.base, reasons: [], files: [], detail: null, obstacles: [], stashes })
    const error = checked.left
    if (error._tag !== 'FinishObstructed') return E.left(error)
    const { reasons, files, detail, obstacles } = error
    return E.right({ base: null, reasons, files, detail, obstacles, stashes })
  }
}
