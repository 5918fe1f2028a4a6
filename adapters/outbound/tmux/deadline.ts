import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'

/** Result of the work, or `Unavailable` after the timeout. The result of late work is dropped; `isGivenUp` is true then. */
export const withTimeout =
  <A, B>(
    clock: Clock,
    ms: number,
    work: (isGivenUp: () => boolean) => Promise<E.Either<B, A>>,
  ): TE.TaskEither<B | Unavailable, A> =>
  () =>
    new Promise((resolve, reject) => {
      let isGivenUp = false
      const cancel = clock.after(ms, () => {
        isGivenUp = true
        resolve(E.left(unavailable('tmux', 'took too long')))
      })
      work(() => isGivenUp)
        .finally(cancel)
        .then(resolve, reject)
    })

/** Queue that runs its work one at a time, in the order of the calls. */
export function serialQueue(): <A>(work: () => Promise<A>) => Promise<A> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}
