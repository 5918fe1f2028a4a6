import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionNotFound } from '../../domain/sessions/errors.js'
import type { Unavailable } from '../shared/errors.js'
import type { ScrollbackExtent } from './session-host.port.js'
import type { SessionsPorts } from './ports.js'

/** Reads the last lines of a session's terminal with colours; those above the visible screen unless told otherwise. */
export type ReadScrollback = (
  name: string,
  lines: number,
  extent?: ScrollbackExtent,
) => TE.TaskEither<SessionNotFound | Unavailable, string>

const MIN_LINES = 1
/** The history limit that the hub's own sessions get: there is no more to read. */
export const MAX_SCROLLBACK_LINES = 10_000

/** `lines` is pulled into 1–10,000. */
export function makeReadScrollback({ host }: Pick<SessionsPorts, 'host'>): ReadScrollback {
  return (name, lines, extent = 'history') =>
    host.scrollback(name, Math.min(Math.max(lines, MIN_LINES), MAX_SCROLLBACK_LINES), extent)
}
