import * as A from 'fp-ts/lib/ReadonlyArray.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionHost } from './session-host.port.js'

/** Present screen of a session. */
export interface Screen {
  readonly name: string
  /** Plain text, top to bottom. */
  readonly lines: ReadonlyArray<string>
}

/** The last lines of several screens at once; sessions that are gone are left out. */
export type ReadScreens = (names: ReadonlyArray<string>, lines: number) => T.Task<ReadonlyArray<Screen>>
export interface ReadScreensDeps {
  readonly host: SessionHost
}

/** More lines than a preview shows. */
const MAX_SCREEN_LINES = 50

/** Reads screens on request. Every screen costs one command on the host's connection. */
export function makeReadScreens({ host }: ReadScreensDeps): ReadScreens {
  const read =
    (lines: number) =>
    (name: string): T.Task<O.Option<Screen>> =>
      pipe(
        host.screen(name, lines),
        TE.match(
          () => O.none,
          (shown) => O.some({ name, lines: shown }),
        ),
      )
  return (names, lines) =>
    pipe(names, A.traverse(T.ApplicativePar)(read(Math.min(Math.max(lines, 1), MAX_SCREEN_LINES))), T.map(A.compact))
}
