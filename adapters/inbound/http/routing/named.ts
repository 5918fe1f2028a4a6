import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { InvalidSessionName } from '../../../../domain/sessions/errors.js'
import { parseSessionName, type SessionName } from '../../../../domain/sessions/session-name.js'

/** Runs with the session name of the path, or fails with `InvalidSessionName`. */
export const named = <E, A>(
  { name }: { readonly name: string },
  run: (name: SessionName) => TE.TaskEither<E, A>,
): TE.TaskEither<E | InvalidSessionName, A> =>
  pipe(
    TE.fromEither<InvalidSessionName, SessionName>(parseSessionName(name)),
    TE.flatMap((parsed): TE.TaskEither<E | InvalidSessionName, A> => run(parsed)),
  )
