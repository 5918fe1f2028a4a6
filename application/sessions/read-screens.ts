import * as A from 'fp-ts/lib/ReadonlyArray.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { textOfRow, type StyledRow } from '../../domain/terminal/styled-row.js'
import type { SessionsPorts } from './ports.js'

/** Present screen of a session. */
export interface Screen {
  readonly name: string
  /** Plain text, top to bottom. */
  readonly lines: ReadonlyArray<string>
  /** The same lines with their look, where it is asked for. */
  readonly styled?: ReadonlyArray<StyledRow>
}

export type ScreenForm = 'plain' | 'styled'

/** The last lines of several screens at once; sessions that are gone are left out. */
export type ReadScreens = (
  names: ReadonlyArray<string>,
  lines: number,
  form?: ScreenForm,
) => T.Task<ReadonlyArray<Screen>>

/** More lines than a preview shows. */
const MAX_SCREEN_LINES = 50

/** Reads screens on request. Every screen costs one command on the host's connection. */
export function makeReadScreens({ host }: Pick<SessionsPorts, 'host'>): ReadScreens {
  const plain = (name: string, lines: number): TE.TaskEither<unknown, Screen> =>
    pipe(
      host.screen(name, lines),
      TE.map((shown) => ({ name, lines: shown })),
    )
  const styled = (name: string, lines: number): TE.TaskEither<unknown, Screen> =>
    pipe(
      host.styledScreen(name, lines),
      TE.map((rows) => ({ name, lines: rows.map((row) => textOfRow(row).trimEnd()), styled: rows })),
    )
  return (names, lines, form = 'plain') => {
    const read = form === 'styled' ? styled : plain
    const count = Math.min(Math.max(lines, 1), MAX_SCREEN_LINES)
    return pipe(
      names,
      A.traverse(T.ApplicativePar)((name) => pipe(read(name, count), T.map(O.fromEither))),
      T.map(A.compact),
    )
  }
}
