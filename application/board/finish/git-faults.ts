import { finishFailed, notUndoable, type FinishFailed, type NotUndoable } from '../../../domain/board/errors.js'
import type { NotARepository } from '../../../domain/repo/errors.js'

interface Tagged {
  readonly _tag: string
}

const NO_REPOSITORY = 'not a repository'
const isNoRepository = (error: Tagged): error is NotARepository => error._tag === 'NotARepository'

/** Error of a finish for a fault of git; other errors stay as they are. */
export const finishFault = <E extends Tagged>(error: E | NotARepository): E | FinishFailed =>
  isNoRepository(error) ? finishFailed(NO_REPOSITORY) : error

/** Error of an undo for a fault of git; other errors stay as they are. */
export const undoFault = <E extends Tagged>(error: E | NotARepository): E | NotUndoable =>
  isNoRepository(error) ? notUndoable('nothing-to-undo', NO_REPOSITORY) : error
