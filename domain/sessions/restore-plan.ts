import type { Instant } from '../shared/instant.js'
import { continuing } from './cli-registry.js'
import type { KnownSession, SessionBook } from './known-session.js'
import type { HostRun } from './session.js'

const DAY_MS = 24 * 60 * 60 * 1000
/** How long a session that does not run is worth bringing back by itself, and how long it stays in the list. */
export const RESTORE_WINDOW_MS = 7 * DAY_MS

const isOld = (entry: KnownSession, now: Instant): boolean => now - entry.lastSeenAt > RESTORE_WINDOW_MS

/** The book without entries that do not run and were not seen for 7 days; the same book when all may stay. */
export function pruned(book: SessionBook, live: ReadonlyArray<string>, now: Instant): SessionBook {
  const known = book.known.filter((entry) => live.includes(entry.name) || !isOld(entry, now))
  return known.length === book.known.length ? book : { ...book, known }
}

const sameRun = (one: HostRun, other: HostRun | null): boolean =>
  other !== null && one.pid === other.pid && one.startedAt === other.startedAt

/**
 * What to start again at boot, in the order of the book: sessions that were alive at the last heartbeat of a host that
 * is gone. While that host still runs the plan is empty: whatever ended in it, ended on purpose.
 */
export function restorePlan(
  book: SessionBook,
  live: ReadonlyArray<string>,
  run: HostRun | null,
  now: Instant,
): ReadonlyArray<KnownSession> {
  const { heartbeat } = book
  if (!heartbeat || sameRun(heartbeat.run, run)) return []
  return book.known.filter(
    (entry) =>
      heartbeat.live.includes(entry.name) && !live.includes(entry.name) && !entry.manuallyStopped && !isOld(entry, now),
  )
}

/** The command lines to try, best first: the continued conversation, then what was stored. */
export function restoreCommands(entry: KnownSession, continueConversation: boolean): readonly [string, ...string[]] {
  const continued = continueConversation ? continuing(entry.command) : null
  return continued === null || continued === entry.command ? [entry.command] : [continued, entry.command]
}
