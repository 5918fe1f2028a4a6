import { cliOf } from './cli-registry.js'
import type { SessionBook } from './known-session.js'
import type { Session } from './session.js'
import { storedCommand } from './started-command.js'

/** Sessions in which the hub updates itself or a CLI: never anybody's work, so never known. */
const UPDATE_SESSION = 'update-'

/**
 * What to remember of a session that somebody else started: how its first pane was started, else the coding CLI that
 * runs in it now, else the plain shell.
 */
export function adoptedAs(session: Session): {
  readonly name: string
  readonly directory: string
  readonly command: string
} {
  const running = session.foreground !== null && cliOf(session.foreground) ? session.foreground : ''
  return {
    name: session.name,
    directory: session.startDirectory ?? session.path ?? '/',
    command: session.startCommand === null ? running : storedCommand(session.startCommand),
  }
}

/** Live sessions that carry the hub's prefix but have no entry: what a lost or older book does not tell. */
export const toAdopt = (live: ReadonlyArray<Session>, book: SessionBook, prefix: string): ReadonlyArray<Session> =>
  live.filter(
    (session) =>
      session.name.startsWith(prefix) &&
      !session.name.startsWith(prefix + UPDATE_SESSION) &&
      !book.known.some((entry) => entry.name === session.name),
  )
