import type { AgentId } from './agent-id.js'

/** Conversation of a coding agent. */
export interface AgentConversation {
  /** The coding CLI. */
  readonly agent: AgentId
  /** Id that the agent gave it; one word for a shell and no option. */
  readonly id: string
}

/** Key of a conversation in a map. */
export const conversationKey = ({ agent, id }: AgentConversation): string => `${agent} ${id}`

const GRAMMAR = /^[A-Za-z0-9][\w-]{0,127}$/

/** Reads the id of a conversation that an agent reports; `null` for any other value. */
export const parseConversationId = (raw: unknown): string | null =>
  typeof raw === 'string' && GRAMMAR.test(raw) ? raw : null
