import type { AgentConversation } from '../agents/agent-conversation.js'
import type { Instant } from '../shared/instant.js'
import { conversationsOf, findKnown, type SessionRecord, type SessionRecords } from './session-record.js'
import type { Session } from './session.js'
import type { SessionId } from './session-id.js'

/** `running`: live, with the hub's prefix or a record; `foreign`: live, without both; `dormant`: recorded, not live. */
export type SessionStatus = 'running' | 'dormant' | 'foreign'

/** Session in the list of a client. */
export interface ListedSession {
  readonly id: SessionId
  /** Name of the session. */
  readonly name: string
  readonly status: SessionStatus
  /** Viewers besides the hub's control connection; 0 when dormant. */
  readonly viewers: number
  /** Live: folder of the active pane; dormant: recorded folder. */
  readonly path: string | null
  /** Folder of its start; `null` when it is not known. */
  readonly startedIn: string | null
  /** Conversations that agents in it have reported, the newest first. */
  readonly conversations: ReadonlyArray<AgentConversation>
  /** Recorded command; `null` without a record. */
  readonly command: string | null
  /** Program in the foreground; `null` when dormant. */
  readonly foreground: string | null
  /** 0 when dormant. */
  readonly windows: number
  /** Time of the start. */
  readonly createdAt: Instant
  /** `null` while live. */
  readonly lastSeenAt: Instant | null
  /** True when it causes no alerts. */
  readonly muted: boolean
  /** True when it is listed first. */
  readonly pinned: boolean
  readonly recorded: boolean
  /** True when the operator ended the session. */
  readonly manuallyStopped: boolean
}

/** True when a live session belongs to the hub. */
export const isOurs = (records: SessionRecords, prefix: string, name: string): boolean =>
  name.startsWith(prefix) || findKnown(records, name) !== undefined

/**
 * Running sessions in the host's order, then dormant ones in the order of the records, then foreign ones in the host's
 * order.
 */
export function listSessions(
  live: ReadonlyArray<Session>,
  records: SessionRecords,
  prefix: string,
): ReadonlyArray<ListedSession> {
  const alive = new Set(live.map(({ id }) => id))
  const taken = new Set(live.map(({ name }) => name))
  const byId = new Map(records.known.map((entry) => [entry.id, entry]))
  const waiting = new Map(records.known.filter(({ id }) => !alive.has(id)).map((entry) => [entry.name, entry]))
  const recordOf = ({ id, name }: Session): SessionRecord | undefined => byId.get(id) ?? waiting.get(name)
  const ours = (session: Session): boolean => session.name.startsWith(prefix) || recordOf(session) !== undefined
  return [
    ...live.filter(ours).map((session) => listed(session, 'running', recordOf(session))),
    ...records.known.filter(({ id, name }) => !alive.has(id) && !taken.has(name)).map(dormant),
    ...live.filter((session) => !ours(session)).map((session) => listed(session, 'foreign', undefined)),
  ]
}

const listed = (session: Session, status: SessionStatus, known: SessionRecord | undefined): ListedSession => ({
  id: session.id,
  name: session.name,
  status,
  viewers: session.viewers,
  path: session.path,
  startedIn: session.startDirectory ?? known?.directory ?? null,
  conversations: known === undefined ? [] : conversationsOf(known),
  command: known?.command ?? null,
  foreground: session.foreground,
  windows: session.windows,
  createdAt: session.createdAt,
  lastSeenAt: null,
  muted: known?.muted ?? false,
  pinned: known?.pinned ?? false,
  recorded: known?.recorded ?? false,
  manuallyStopped: false,
})

const dormant = (entry: SessionRecord): ListedSession => ({
  id: entry.id,
  name: entry.name,
  status: 'dormant',
  viewers: 0,
  path: entry.directory,
  startedIn: entry.directory,
  conversations: conversationsOf(entry),
  command: entry.command,
  foreground: null,
  windows: 0,
  createdAt: entry.createdAt,
  lastSeenAt: entry.lastSeenAt,
  muted: entry.muted,
  pinned: entry.pinned,
  recorded: entry.recorded,
  manuallyStopped: entry.manuallyStopped,
})
