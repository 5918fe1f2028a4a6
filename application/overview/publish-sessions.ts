import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Clock } from '../shared/clock.port.js'
import { makeCoalesce } from '../shared/coalesce.js'
import { detach } from '../shared/detached.js'
import type { Unavailable } from '../shared/errors.js'
import type { Feed } from '../shared/feed.js'
import { makeListeners } from '../shared/listeners.js'
import type { MissingPart, ReadSessionList, SessionEntry, SessionList } from './read-session-list.js'

/** Session list as clients hold it. */
export interface PublishedSessions extends SessionList {
  /** Number that grows with each published change; 0 before the first list. */
  readonly revision: number
}

/** Difference between two published lists. */
export interface SessionListChange {
  readonly revision: number
  /** Entries that are new or differ. */
  readonly changed: ReadonlyArray<SessionEntry>
  readonly removed: ReadonlyArray<SessionId>
  readonly hostFault: Unavailable | null
  readonly missing: ReadonlyArray<MissingPart>
}

/** Session list that clients follow by its changes. */
export interface PublishSessions {
  /** Reads the list, publishes what has changed since the last read, and returns it. */
  readonly read: TE.TaskEither<Unavailable, PublishedSessions>
  /** Revision of the last published list. */
  readonly revision: () => number
  /**
   * Calls `listener` with each change. While there are subscribers, the list is read at first, after every event and every 5 s.
   * Returns an unsubscribe function.
   */
  readonly subscribe: (listener: (change: SessionListChange) => void) => () => void
}

export interface PublishSessionsDeps {
  readonly readSessionList: ReadSessionList
  readonly feed: Feed
  readonly clock: Clock
}

const PART = 'session list for clients'
/** Covers changes without an event: folders, branches, contexts, screens. */
const READ_EVERY_MS = 5_000
/** Events within this time cause one read. */
const GATHER_MS = 50

export function makePublishSessions({ readSessionList, feed, clock }: PublishSessionsDeps): PublishSessions {
  const coalesce = makeCoalesce<Unavailable, PublishedSessions>()
  const listeners = makeListeners<SessionListChange>(PART)
  let published: PublishedSessions = { revision: 0, entries: [], hostFault: null, missing: [] }
  let texts: ReadonlyMap<SessionId, string> = new Map()
  let subscribers = 0
  let stop = (): void => undefined

  function publish(list: SessionList): PublishedSessions {
    const { entries, hostFault, missing } = list
    const isAsBefore =
      entries === published.entries && hostFault === published.hostFault && missing === published.missing
    if (published.revision > 0 && isAsBefore) return published
    const now = new Map(entries.map((entry) => [entry.session.id, JSON.stringify(entry)]))
    const changed = entries.filter(({ session: { id } }) => texts.get(id) !== now.get(id))
    const removed = [...texts.keys()].filter((id) => !now.has(id))
    const isSame =
      changed.length + removed.length === 0 &&
      hostFault?.detail === published.hostFault?.detail &&
      missing.join() === published.missing.join()
    const revision = isSame && published.revision > 0 ? published.revision : published.revision + 1
    const isNews = revision !== published.revision
    published = { revision, ...list }
    texts = now
    if (isNews) listeners.tell({ revision, changed, removed, hostFault, missing })
    return published
  }

  const read = coalesce('list', pipe(readSessionList, TE.map(publish)))

  function begin(): () => void {
    let cancel: (() => void) | null = null
    const again = (): void => detach(PART, read)
    const soon = (): void => {
      cancel ??= clock.after(GATHER_MS, () => {
        cancel = null
        again()
      })
    }
    const stops = [feed.subscribe(soon), clock.every(READ_EVERY_MS, again)]
    soon()
    return () => {
      cancel?.()
      for (const end of stops) end()
    }
  }

  return {
    read,
    revision: () => published.revision,
    subscribe: (listener) => {
      const unsubscribe = listeners.add(listener)
      if (subscribers === 0) stop = begin()
      subscribers += 1
      return () => {
        unsubscribe()
        subscribers -= 1
        if (subscribers === 0) stop()
      }
    },
  }
}
