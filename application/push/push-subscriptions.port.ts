import type * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { PushSubscription } from '../../domain/push/subscription.js'
import type { Unavailable } from '../shared/errors.js'

/** The browsers that want to be called, on disk. */
export interface PushSubscriptions {
  /** As they are right now; in the order in which they came. */
  readonly current: () => ReadonlyArray<PushSubscription>
  /** As `SessionRecord.update`: one change at a time, answered when it is on disk; the same list back writes nothing. */
  readonly update: <Refusal>(
    change: (subscriptions: ReadonlyArray<PushSubscription>) => E.Either<Refusal, ReadonlyArray<PushSubscription>>,
  ) => TE.TaskEither<Refusal | Unavailable, ReadonlyArray<PushSubscription>>
}
