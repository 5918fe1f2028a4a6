import type { Instant } from '../shared/instant.js'
import { findKnown, type KnownSession, type SessionBook } from './known-session.js'
import type { Session } from './session.js'

/** `running`: live and ours (by prefix or by entry); `foreign`: live, made elsewhere; `dormant`: known, not live. */
export type SessionStatus = 'running' | 'dormant' | 'foreign'

/** One line of the list that a person sees. */
export interface ListedSession {
  readonly name: string
  readonly status: SessionStatus
  /** Viewers besides the hub's control connection; 0 when dormant. */
  readonly viewers: number
  /** Live: the active pane's folder; dormant: the recorded one. */
  readonly path: string | null
  /** As recorded; `null` for sessions that have no entry. */
  readonly command: string | null
  /** Program in the foreground; `null` when dormant. */
  readonly foreground: string | null
  /** 0 when dormant. */
  readonly windows: number
  readonly createdAt: Instant
  /** `null` while live. */
  readonly lastSeenAt: Instant | null
  readonly muted: boolean
  readonly pinned: boolean
  /** Dormant because the person ended it. */
  readonly manuallyStopped: boolean
}

/** Whether the hub counts a live session as its own. */
export const isOurs = (book: SessionBook, prefix: string, name: string): boolean =>
  name.startsWith(prefix) || findKnown(book, name) !== undefined

/** Running in the host's order, then dormant in the order of the book, then foreign in the host's order. */
export function listSessions(
  live: ReadonlyArray<Session>,
  book: SessionBook,
  prefix: string,
): ReadonlyArray<ListedSession> {
  const known = new Map(book.known.map((entry) => [entry.name, entry]))
  const alive = new Set(live.map((session) => session.name))
  const ours = (session: Session): boolean => session.name.startsWith(prefix) || known.has(session.name)
  return [
    ...live.filter(ours).map((session) => listed(session, 'running', known.get(session.name))),
    ...book.known.filter((entry) => !alive.has(entry.name)).map(dormant),
    ...live.filter((session) => !ours(session)).map((session) => listed(session, 'foreign', undefined)),
  ]
}

const listed = (session: Session, status: SessionStatus, known: KnownSession | undefined): ListedSession => ({
  name: session.name,
  status,
  viewers: session.viewers,
  path: session.path,
  command: known?.command ?? null,
  foreground: session.foreground,
  windows: session.windows,
  createdAt: session.createdAt,
  lastSeenAt: null,
  muted: known?.muted ?? false,
  pinned: known?.pinned ?? false,
  manuallyStopped: false,
})

const dormant = (entry: KnownSession): ListedSession => ({
  name: entry.name,
  status: 'dormant',
  viewers: 0,
  path: entry.directory,
  command: entry.command,
  foreground: null,
  windows: 0,
  createdAt: entry.createdAt,
  lastSeenAt: entry.lastSeenAt,
  muted: entry.muted,
  pinned: entry.pinned,
  manuallyStopped: entry.manuallyStopped,
})
