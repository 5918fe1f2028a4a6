import type * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionBook } from '../../domain/sessions/known-session.js'
import type { Unavailable } from '../shared/errors.js'

/** The hub's memory of sessions, on disk. */
export interface SessionRecord {
  /** Records as stored last. */
  readonly read: TE.TaskEither<Unavailable, SessionBook>
  /**
   * Changes the book. Changes are applied one at a time in the order of the calls; the answer comes when the new book
   * is on disk. A left, or the same book back, writes nothing. When the write fails the book stays as it was.
   */
  readonly update: <Refusal>(
    change: (book: SessionBook) => E.Either<Refusal, SessionBook>,
  ) => TE.TaskEither<Refusal | Unavailable, SessionBook>
}
