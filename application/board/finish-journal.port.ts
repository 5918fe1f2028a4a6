import type * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { FinishBook } from '../../domain/board/finish.js'
import type { Unavailable } from '../shared/errors.js'

/** The journal of finishes, on disk: what a finish has done so far is there before it does the next. */
export interface FinishJournal {
  /** Finishes as stored last. */
  readonly read: TE.TaskEither<Unavailable, FinishBook>
  /** Changes the book; one change at a time in the order of the calls. Answers once it is on disk. */
  readonly update: <Refusal>(
    change: (book: FinishBook) => E.Either<Refusal, FinishBook>,
  ) => TE.TaskEither<Refusal | Unavailable, FinishBook>
}
