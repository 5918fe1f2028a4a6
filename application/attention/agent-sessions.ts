import type { SessionId } from '../../domain/sessions/session-id.js'

/** Longest id that is kept; agents use UUIDs. */
const MAX_ID_LENGTH = 128
/** Ids that are kept; the oldest are dropped. */
const MAX_IDS = 10_000

/** In which of our sessions agents with which ids of their own have reported, since the hub started. */
export interface AgentSessions {
  /** Stores the session id that an agent reports. Ignores values that are not an id. */
  readonly note: (session: SessionId, agentSession: unknown) => void
  /** Our sessions by the agents’ ids, those that are over as well. */
  readonly all: () => ReadonlyMap<string, SessionId>
}

export function makeAgentSessions(): AgentSessions {
  const sessions = new Map<string, SessionId>()

  return {
    note: (session, agentSession) => {
      if (typeof agentSession !== 'string' || agentSession === '' || agentSession.length > MAX_ID_LENGTH) return
      if (sessions.get(agentSession) === session) return
      sessions.delete(agentSession)
      sessions.set(agentSession, session)
      const [oldest] = sessions.keys()
      if (sessions.size > MAX_IDS && oldest !== undefined) sessions.delete(oldest)
    },
    all: () => sessions,
  }
}
