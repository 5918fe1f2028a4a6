import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '../shared/instant.js'
import { sessionExists, sessionNotKnown, type SessionExists, type SessionNotKnown } from './errors.js'
import type { HostRun } from './session.js'

/** What the hub remembers of a session, so that it can be shown and started again when it does not run. */
export interface KnownSession {
  readonly name: string
  /** Absolute. */
  readonly directory: string
  /** As typed by the person; empty for the plain shell. */
  readonly command: string
  readonly createdAt: Instant
  readonly lastSeenAt: Instant
  readonly muted: boolean
  readonly pinned: boolean
  /** The person ended it and kept the entry: never started by the hub itself. */
  readonly manuallyStopped: boolean
}

/** Who was alive when the hub last looked, and in which run of the host. */
export interface Heartbeat {
  readonly run: HostRun
  readonly at: Instant
  readonly live: ReadonlyArray<string>
}

/** Value of the host's clipboard option before the hub changed it, and the host's run at that time. */
export interface FormerClipboard {
  readonly run: HostRun
  readonly value: string
}

/** The whole memory of sessions: what is on disk, and nothing else. */
export interface SessionBook {
  /** In the order in which they were first known. */
  readonly known: ReadonlyArray<KnownSession>
  /** `null` until the host was seen running. */
  readonly heartbeat: Heartbeat | null
  /** Names that a restore has yet to come to: kept, so that one that is cut short goes on at the next start. */
  readonly reviving: ReadonlyArray<string>
  /** Setting of the host to put back; `null` while the hub has changed none. */
  readonly clipboard: FormerClipboard | null
}

export const EMPTY_BOOK: SessionBook = { known: [], heartbeat: null, reviving: [], clipboard: null }

export const findKnown = (book: SessionBook, name: string): KnownSession | undefined =>
  book.known.find((entry) => entry.name === name)

const replace = (book: SessionBook, entry: KnownSession): SessionBook => ({
  ...book,
  known: book.known.map((one) => (one.name === entry.name ? entry : one)),
})

/** Adds an entry, or renews the one of that name: its flags and age stay, the stop mark goes. */
export function remember(
  book: SessionBook,
  started: { readonly name: string; readonly directory: string; readonly command: string },
  at: Instant,
): SessionBook {
  const known = findKnown(book, started.name)
  if (known) return replace(book, { ...known, ...started, lastSeenAt: at, manuallyStopped: false })
  const { name, directory, command } = started
  const fresh = { createdAt: at, lastSeenAt: at, muted: false, pinned: false, manuallyStopped: false }
  return { ...book, known: [...book.known, { name, directory, command, ...fresh }] }
}

/** Drops the entry; the same book when there is none. */
export function forget(book: SessionBook, name: string): SessionBook {
  return findKnown(book, name) ? { ...book, known: book.known.filter((entry) => entry.name !== name) } : book
}

/** Keeps the entry but marks it as stopped by the person; the same book when there is none. */
export function markStopped(book: SessionBook, name: string): SessionBook {
  const known = findKnown(book, name)
  return known && !known.manuallyStopped ? replace(book, { ...known, manuallyStopped: true }) : book
}

/** Moves an entry to another name. A name that has no entry changes nothing; a taken one is refused. */
export function renameKnown(
  book: SessionBook,
  from: string,
  to: string,
  at: Instant,
): E.Either<SessionExists, SessionBook> {
  if (from === to || !findKnown(book, from)) return E.right(book)
  if (findKnown(book, to)) return E.left(sessionExists(to))
  const known = book.known.map((entry) => (entry.name === from ? { ...entry, name: to, lastSeenAt: at } : entry))
  return E.right({ ...book, known })
}

/** Sets or, with `undefined`, flips a mark. The same book when nothing changes. */
export function setMark(
  book: SessionBook,
  name: string,
  mark: 'muted' | 'pinned',
  wanted: boolean | undefined,
): E.Either<SessionNotKnown, SessionBook> {
  const known = findKnown(book, name)
  if (!known) return E.left(sessionNotKnown(name))
  const value = wanted ?? !known[mark]
  return E.right(known[mark] === value ? book : replace(book, { ...known, [mark]: value }))
}

/** Notes who is alive now, and bumps `lastSeenAt` of the known ones among them. */
export function beat(book: SessionBook, run: HostRun, live: ReadonlyArray<string>, at: Instant): SessionBook {
  const alive = new Set(live)
  const known = book.known.map((entry) => (alive.has(entry.name) ? { ...entry, lastSeenAt: at } : entry))
  return { ...book, known, heartbeat: { run, at, live } }
}

/** A session ended by itself while the host went on: nothing revives it. The same book when it did not count as live. */
export function noteEnded(book: SessionBook, name: string): SessionBook {
  const { heartbeat } = book
  if (!heartbeat?.live.includes(name)) return book
  return { ...book, heartbeat: { ...heartbeat, live: heartbeat.live.filter((one) => one !== name) } }
}
