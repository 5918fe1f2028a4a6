import type * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from './errors.js'

/** Value that survives the process and is replaced as a whole. */
export interface StateStore<A> {
  /** Value as stored last. */
  readonly read: TE.TaskEither<Unavailable, A>
  /**
   * Replaces the value and answers with the new one. Changes are applied one at a time in the order of the calls; the
   * answer comes when the new value is on disk. A left, or the same value back, writes nothing. When the write fails the
   * value stays as it was.
   */
  readonly update: <Refusal>(change: (value: A) => E.Either<Refusal, A>) => TE.TaskEither<Refusal | Unavailable, A>
}
