import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { AgentId } from '../../domain/agents/agent-id.js'
import type { ConversationPart, ConversationRange } from '../../domain/conversations/conversation.js'
import type { SessionNotFound } from '../../domain/sessions/errors.js'
import type { Unavailable } from '../shared/errors.js'
import type { ConversationsSteps } from './ports.js'

/** Part of the conversation of a session. */
export interface SessionConversation extends ConversationPart {
  /** Id that the agent gave the conversation; `null` when the session has none yet. */
  readonly conversation: string | null
  /** Coding CLI of the conversation; `null` when the session has none yet. */
  readonly agent: AgentId | null
  /**
   * True when an agent in the session named the conversation. Otherwise it is the one in the session's folder that was
   * written to last, and can belong to another session there.
   */
  readonly isCertain: boolean
}

/** Rows that are wanted of a conversation; of another one than the session has now, the end is returned. */
export interface WantedRows {
  readonly conversation: string | null
  /** Id of a call that started a sub-agent, whose rows are wanted; `null` for the conversation itself. */
  readonly call: string | null
  readonly range: ConversationRange
}

/** Reads what was said in a session, also after its end. */
export type ReadConversation = (
  name: string,
  wanted: WantedRows,
) => TE.TaskEither<SessionNotFound | Unavailable, SessionConversation>

const NOTHING: ConversationPart = { entries: [], start: 0, end: 0 }

export function makeReadConversation(
  deps: Pick<ConversationsSteps, 'conversations' | 'findConversation'>,
): ReadConversation {
  const { conversations, findConversation } = deps
  return (name, wanted) => async () => {
    const found = await findConversation(name)()
    if (E.isLeft(found)) return found
    const { candidates, isCertain } = found.right
    for (const { folder, conversation } of candidates) {
      const range = conversation.id === wanted.conversation ? wanted.range : { before: null }
      const part = await (
        wanted.call === null
          ? conversations.part(folder, conversation, range)
          : conversations.partOfCall(folder, conversation, wanted.call, range)
      )()
      if (E.isRight(part)) {
        const { agent, id } = conversation
        return E.right({ ...part.right, conversation: id, agent, isCertain })
      }
      if (part.left._tag !== 'ConversationNotFound') return E.left(part.left)
    }
    return E.right({ ...NOTHING, conversation: null, agent: null, isCertain: true })
  }
}
