import { cliOf, storedCommand, type AgentPrograms } from '../agents/agent-program.js'
import type { SessionBook } from './known-session.js'
import type { Session } from './session.js'

/** Name of the sessions in which the hub updates itself or a CLI. They are never recorded. */
const UPDATE_SESSION = 'update-'

/**
 * Record of a session that another program started: the command of its first pane, else the coding CLI that runs in it,
 * else the plain shell.
 */
export function adoptedAs(
  agents: AgentPrograms,
  session: Session,
): {
  readonly name: string
  readonly directory: string
  readonly command: string
} {
  const running = session.foreground !== null && cliOf(agents, session.foreground) ? session.foreground : ''
  return {
    name: session.name,
    directory: session.startDirectory ?? session.path ?? '/',
    command: session.startCommand === null ? running : storedCommand(agents, session.startCommand),
  }
}

/** Live sessions with the hub's prefix and without a record, for example after the records were lost. */
export const toAdopt = (live: ReadonlyArray<Session>, book: SessionBook, prefix: string): ReadonlyArray<Session> =>
  live.filter(
    (session) =>
      session.name.startsWith(prefix) &&
      !session.name.startsWith(prefix + UPDATE_SESSION) &&
      !book.known.some((entry) => entry.name === session.name),
  )
