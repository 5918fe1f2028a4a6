import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import type * as T from 'fp-ts/lib/Task.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Clock } from './clock.port.js'

/**
 * Reads a source that may fail or hang: `none` then, after the limit at the latest. While a call is overdue the answer is
 * `none` at once, and the source is called again when that call has settled.
 */
export function boundedSource<A>(clock: Clock, limitMs: number, read: TE.TaskEither<unknown, A>): T.Task<O.Option<A>> {
  let overdue = 0
  return async () => {
    if (overdue > 0) return O.none
    let isOver = false
    let cancel = (): void => undefined
    const limit = new Promise<O.Option<A>>((resolve) => {
      cancel = clock.after(limitMs, () => {
        isOver = true
        overdue += 1
        resolve(O.none)
      })
    })
    const call = async (): Promise<O.Option<A>> => {
      try {
        const answer = await read()
        return E.isRight(answer) ? O.some(answer.right) : O.none
      } catch {
        return O.none
      } finally {
        cancel()
        if (isOver) overdue -= 1
      }
    }
    return Promise.race([call(), limit])
  }
}
