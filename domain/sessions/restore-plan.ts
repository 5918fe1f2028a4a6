import type { Instant } from '../shared/instant.js'
import { continuing } from './cli-registry.js'
import type { KnownSession, SessionBook } from './known-session.js'
import { isSameRun, type HostRun } from './session.js'

const DAY_MS = 24 * 60 * 60 * 1000
/** How long a session that does not run is worth bringing back by itself, and how long it stays in the list. */
export const RESTORE_WINDOW_MS = 7 * DAY_MS

const isOld = (entry: KnownSession, now: Instant): boolean => now - entry.lastSeenAt > RESTORE_WINDOW_MS

/** The book without entries that do not run and were not seen for 7 days; the same book when all may stay. */
export function pruned(book: SessionBook, live: ReadonlyArray<string>, now: Instant): SessionBook {
  const known = book.known.filter((entry) => live.includes(entry.name) || !isOld(entry, now))
  return known.length === book.known.length ? book : { ...book, known }
}

/**
 * What to start again at boot, in the order of the book: sessions that were alive at the last heartbeat of a host that
 * is gone, and what an earlier restore did not come to. Whatever else ended, ended on purpose.
 */
export function restorePlan(
  book: SessionBook,
  live: ReadonlyArray<string>,
  run: HostRun | null,
  now: Instant,
): ReadonlyArray<KnownSession> {
  const { heartbeat, reviving } = book
  const lost = heartbeat && !(run !== null && isSameRun(heartbeat.run, run)) ? heartbeat.live : []
  const wanted = new Set([...lost, ...reviving])
  return book.known.filter(
    (entry) => wanted.has(entry.name) && !live.includes(entry.name) && !entry.manuallyStopped && !isOld(entry, now),
  )
}

/** Sessions to start again after a crash: the lost ones that have an entry, and those that are planned already. */
export const afterCrash = (book: SessionBook, crashed: ReadonlySet<string>): ReadonlyArray<KnownSession> =>
  book.known.filter(
    ({ name, manuallyStopped }) => !manuallyStopped && (crashed.has(name) || book.reviving.includes(name)),
  )

/** Notes what is about to be started again. */
export const planned = (book: SessionBook, plan: ReadonlyArray<KnownSession>): SessionBook =>
  plan.length === 0 && book.reviving.length === 0 ? book : { ...book, reviving: plan.map((entry) => entry.name) }

/** The restore has dealt with this one, well or not. The same book when it was not planned. */
export const dealtWith = (book: SessionBook, name: string): SessionBook =>
  book.reviving.includes(name) ? { ...book, reviving: book.reviving.filter((one) => one !== name) } : book

/** The command lines to try, best first: the continued conversation, then what was stored. */
export function restoreCommands(entry: KnownSession, continueConversation: boolean): readonly [string, ...string[]] {
  const continued = continueConversation ? continuing(entry.command) : null
  return continued === null || continued === entry.command ? [entry.command] : [continued, entry.command]
}
