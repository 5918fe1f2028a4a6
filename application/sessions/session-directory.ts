import { sessionId, type SessionId } from '../../domain/sessions/session-id.js'

/** Names that are kept; those unused for longest are dropped. */
const MAX_NAMES = 10_000

/** Names and ids of sessions, for reports that carry a name and events that show one. In memory. */
export interface SessionDirectory {
  /**
   * Id of the session that has this name, or else had it last: programs report under the name that their session was
   * started with. A name that no session had is returned as its own id.
   */
  readonly idOf: (name: string) => SessionId
  /** Present name of the session, or its last one; the id itself for an unknown session. */
  readonly nameOf: (id: SessionId) => string
  /** Stores the present name of a session. */
  readonly note: (session: { readonly id: SessionId; readonly name: string }) => void
  /** Stores a name that the session had, unless one of it is stored. */
  readonly noteFormer: (session: { readonly id: SessionId; readonly name: string }) => void
}

export function makeSessionDirectory(): SessionDirectory {
  const ids = new Map<string, SessionId>()
  const names = new Map<SessionId, string>()

  return {
    idOf: (name) => ids.get(name) ?? sessionId(name),
    nameOf: (id) => names.get(id) ?? id,
    note: ({ id, name }) => {
      renew(ids, name, id)
      renew(names, id, name)
    },
    noteFormer: ({ id, name }) => {
      if (!names.has(id)) renew(names, id, name)
    },
  }
}

function renew<K, V>(map: Map<K, V>, key: K, value: V): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > MAX_NAMES && oldest !== undefined) map.delete(oldest)
}
