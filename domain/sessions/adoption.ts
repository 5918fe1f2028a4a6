import { cliOf, storedCommand, type AgentPrograms } from '../agents/agent-program.js'
import { findKnown, type SessionRecord, type SessionRecords } from './session-record.js'
import type { Session } from './session.js'
import type { SessionId } from './session-id.js'

/** Name of the sessions in which the hub updates itself or a CLI. They are never recorded. */
const UPDATE_SESSION = 'update-'

/**
 * Record of a session that another program started: the command of its first pane, else the coding CLI that runs in it,
 * else the plain shell.
 */
export function adoptedAs(
  agents: AgentPrograms,
  session: Session,
): Pick<SessionRecord, 'id' | 'name' | 'directory' | 'command'> {
  const running = session.foreground !== null && cliOf(agents, session.foreground) ? session.foreground : ''
  return {
    id: session.id,
    name: session.name,
    directory: session.startDirectory ?? session.path ?? '/',
    command: session.startCommand === null ? running : storedCommand(agents, session.startCommand),
  }
}

/** Live sessions with the hub's prefix and without a record, for example after the records were lost. */
export const toAdopt = (
  live: ReadonlyArray<Session>,
  records: SessionRecords,
  prefix: string,
): ReadonlyArray<Session> =>
  live.filter(
    (session) =>
      session.name.startsWith(prefix) &&
      !session.name.startsWith(prefix + UPDATE_SESSION) &&
      !records.known.some((entry) => entry.id === session.id),
  )

/** A live session that gets the id of a record. */
export interface Succession {
  readonly name: string
  readonly id: SessionId
}

/**
 * Live sessions without a record that have the name of a record which is not live: started by hand in its place, or by a
 * hub that stored no ids. They continue that record.
 */
export function successions(live: ReadonlyArray<Session>, records: SessionRecords): ReadonlyArray<Succession> {
  const alive = new Set(live.map(({ id }) => id))
  const recorded = new Set(records.known.map(({ id }) => id))
  return live.flatMap(({ id, name }) => {
    const entry = recorded.has(id) ? undefined : findKnown(records, name)
    return entry === undefined || alive.has(entry.id) ? [] : [{ name, id: entry.id }]
  })
}
