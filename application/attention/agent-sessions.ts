import type { Feed } from '../shared/feed.js'

/** Longest id that is kept; agents use UUIDs. */
const MAX_ID_LENGTH = 128
/** Ids that are kept; the oldest are dropped. */
const MAX_IDS = 10_000

/** In which of our sessions agents with which ids of their own have reported, since the hub started. */
export interface AgentSessions {
  /** Stores the session id that an agent reports. Ignores values that are not an id. */
  readonly note: (session: string, agentSession: unknown) => void
  /** Our names by the agents’ ids, those of sessions that are over as well. */
  readonly all: () => ReadonlyMap<string, string>
  /** Starts following sessions to their new names; returns a function that stops it. */
  readonly follow: () => () => void
}

export function makeAgentSessions({ feed }: { readonly feed: Feed }): AgentSessions {
  const names = new Map<string, string>()

  return {
    note: (session, agentSession) => {
      if (typeof agentSession !== 'string' || agentSession === '' || agentSession.length > MAX_ID_LENGTH) return
      if (names.get(agentSession) === session) return
      names.delete(agentSession)
      names.set(agentSession, session)
      const [oldest] = names.keys()
      if (names.size > MAX_IDS && oldest !== undefined) names.delete(oldest)
    },
    all: () => names,
    follow: () =>
      feed.subscribe((event) => {
        if (event._tag !== 'session-renamed') return
        for (const [id, name] of names) if (name === event.oldName) names.set(id, event.newName)
      }),
  }
}
