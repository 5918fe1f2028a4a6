import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '../../../../application/shared/errors.js'
import { repoUnreadable, type RepoUnreadable } from './errors.js'

/** Maps `Unavailable` to `RepoUnreadable`, whose reply contains the cause under its own key. */
export const readable = <E extends { readonly _tag: string }, A>(
  reading: TE.TaskEither<E | Unavailable, A>,
): TE.TaskEither<Exclude<E, Unavailable> | RepoUnreadable, A> =>
  TE.mapLeft((error: E | Unavailable) =>
    error._tag === 'Unavailable' ? repoUnreadable((error as Unavailable).detail) : (error as Exclude<E, Unavailable>),
  )(reading)
