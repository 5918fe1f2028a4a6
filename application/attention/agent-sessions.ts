import type { AgentConversation } from '../../domain/agents/agent-conversation.js'
import type { AgentId } from '../../domain/agents/agent-id.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { makeListeners } from '../shared/listeners.js'

/** Longest id that is kept; agents use UUIDs. */
const MAX_ID_LENGTH = 128
/** Ids that are kept; the oldest are dropped. */
const MAX_IDS = 10_000

/** In which of our sessions agents with which ids of their own have reported, since the hub started. */
export interface AgentSessions {
  /** Stores the session id that an agent reports. Ignores values that are not an id. */
  readonly note: (session: SessionId, agent: AgentId, agentSession: unknown) => void
  /** Our sessions by the agents’ ids, those that are over as well. */
  readonly all: () => ReadonlyMap<string, SessionId>
  /** Conversation that an agent in a session named last; `null` when none has. */
  readonly conversationOf: (session: SessionId) => AgentConversation | null
  /** Calls the listener with each session whose agent names another conversation. Returns an unsubscribe function. */
  readonly watch: (listener: (session: SessionId) => void) => () => void
}

export function makeAgentSessions(): AgentSessions {
  const sessions = new Map<string, SessionId>()
  const latest = new Map<SessionId, AgentConversation>()
  const listeners = makeListeners<SessionId>('conversations of agents')

  return {
    note: (session, agent, id) => {
      if (typeof id !== 'string' || id === '' || id.length > MAX_ID_LENGTH) return
      if (sessions.get(id) !== session) putLast(sessions, id, session)
      const known = latest.get(session)
      if (known?.id === id && known.agent === agent) return
      putLast(latest, session, { agent, id })
      listeners.tell(session)
    },
    all: () => sessions,
    conversationOf: (session) => latest.get(session) ?? null,
    watch: listeners.add,
  }
}

/** Puts an entry behind all others, and drops the first of too many. */
function putLast<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > MAX_IDS && oldest !== undefined) map.delete(oldest)
}
