import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { StateStore } from '../../../application/shared/state-store.port.js'

/** In-memory store. `current` is its value. */
export function memoryStateStore<A>(first: A): StateStore<A> & { readonly current: () => A } {
  let value = first
  return {
    current: () => value,
    read: TE.fromIO(() => value),
    update: (change) =>
      TE.fromIOEither(() => {
        const changed = change(value)
        if (E.isRight(changed)) value = changed.right
        return changed
      }),
  }
}
