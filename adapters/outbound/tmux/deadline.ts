import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'

/** The work's own answer, or `Unavailable` once the time is up; the work then ends unheard, and can ask whether it is. */
export const within =
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

/** Runs what it is given one after the other, in the order of the calls. */
export function oneByOne(): <A>(work: () => Promise<A>) => Promise<A> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}
