import type { SessionRecord, SessionRecords } from '../../domain/sessions/session-record.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import type { HostEvent, HostRun, Session } from '../../domain/sessions/session.js'
import { parseSessionName, type SessionName } from '../../domain/sessions/session-name.js'

/** A name that the grammar takes; throws for one that it does not. */
export function aName(raw: string): SessionName {
  const parsed = parseSessionName(raw)
  if (parsed._tag === 'Left') throw new Error(`not a session name: ${raw}`)
  return parsed.right
}

export const aSession = (session: Partial<Session> = {}): Session => ({
  id: sessionId(session.name ?? 'cc-shop'),
  hostId: '$1',
  name: 'cc-shop',
  createdAt: 1_000,
  windows: 1,
  viewers: 0,
  path: '/work/shop',
  foreground: 'claude',
  startCommand: 'claude',
  startDirectory: '/work/shop',
  ...session,
})

export const aSessionRecord = (known: Partial<SessionRecord> = {}): SessionRecord => ({
  id: sessionId(known.name ?? 'cc-shop'),
  name: 'cc-shop',
  directory: '/work/shop',
  command: 'claude',
  createdAt: 1_000,
  lastSeenAt: 2_000,
  muted: false,
  pinned: false,
  recorded: false,
  manuallyStopped: false,
  conversation: null,
  formerConversations: [],
  ...known,
})

export const aRun = (run: Partial<HostRun> = {}): HostRun => ({ pid: 100, startedAt: 500, ...run })

export const someSessionRecords = (records: Partial<SessionRecords> = {}): SessionRecords => ({
  known: [],
  heartbeat: null,
  reviving: [],
  faded: [],
  clipboard: null,
  ...records,
})

type WithoutId<Event> = Event extends HostEvent ? Omit<Event, 'id'> : never

/** Event of a session host without the id of the session. */
export type NamedEvent = WithoutId<HostEvent>

export const namedEvent = ({ id: _id, ...event }: HostEvent): NamedEvent => event
