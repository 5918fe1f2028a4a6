import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AgentConversation } from '../../domain/agents/agent-conversation.js'
import type {
  ConversationNotFound,
  ConversationRange,
  PastConversationPart,
} from '../../domain/conversations/conversation.js'
import type { Unavailable } from '../shared/errors.js'
import type { ConversationsPorts } from './ports.js'

/** Part of a conversation, with the command lines that go on with it; `null` for a CLI that cannot. */
export interface ResumableConversation extends PastConversationPart {
  readonly resume: string | null
  readonly fork: string | null
}

/** Reads a conversation that needs no session. */
export type ReadPastConversation = (
  conversation: AgentConversation,
  range: ConversationRange,
) => TE.TaskEither<ConversationNotFound | Unavailable, ResumableConversation>

export function makeReadPastConversation(
  deps: Pick<ConversationsPorts, 'conversations' | 'agents'>,
): ReadPastConversation {
  const { conversations, agents } = deps
  return (conversation, range) => {
    const transcripts = agents.find(({ id }) => id === conversation.agent)?.transcripts ?? null
    return pipe(
      conversations.past(conversation, range),
      TE.map((part) => ({
        ...part,
        resume: transcripts?.resume(conversation.id, part.program) ?? null,
        fork: transcripts?.fork?.(conversation.id) ?? null,
      })),
    )
  }
}
