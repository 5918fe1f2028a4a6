import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AgentConversation } from '../../domain/agents/agent-conversation.js'
import { cliOf } from '../../domain/agents/agent-program.js'
import { existingSession, type SessionNotFound } from '../../domain/sessions/errors.js'
import type { NamedSession } from '../sessions/find-session.js'
import type { Unavailable } from '../shared/errors.js'
import type { ConversationsSteps } from './ports.js'

/** Conversation, and a folder that it may have begun in. */
export interface PlacedConversation {
  readonly folder: string
  readonly conversation: AgentConversation
}

/** Conversation of a session by the folders that it may have begun in. */
export interface FoundConversation {
  /** The first one with a transcript is that of the session; empty when it has none yet. */
  readonly candidates: ReadonlyArray<PlacedConversation>
  /** True when an agent in the session named the conversation; otherwise it is the one in the folder that was written to last. */
  readonly isCertain: boolean
}

/** Finds the conversation of a session, also after its end. */
export type FindConversation = (name: string) => TE.TaskEither<SessionNotFound | Unavailable, FoundConversation>

export function makeFindConversation(
  deps: Pick<ConversationsSteps, 'agents' | 'conversations' | 'findSession' | 'agentSessions'>,
): FindConversation {
  const { agents, conversations, findSession, agentSessions } = deps

  return (name) => async () => {
    const found = await pipe(findSession(name), TE.flatMapEither(existingSession(name)))()
    if (E.isLeft(found)) return found
    const { id, live, known } = found.right
    const reported = agentSessions.conversationOf(id) ?? known?.conversation ?? null
    const agent = cliOf(agents, known?.command ?? live?.startCommand ?? '')?.id ?? null
    const candidates: PlacedConversation[] = []
    for (const folder of foldersOf(found.right)) {
      const conversation = reported ?? (await conversations.newestIn(folder, agent)())
      if (conversation !== null) candidates.push({ folder, conversation })
    }
    return E.right({ candidates, isCertain: reported !== null })
  }
}

/** Transcripts are filed under the folder that the agent was started in. */
const foldersOf = ({ live, known }: NamedSession): ReadonlyArray<string> => [
  ...new Set([live?.startDirectory, live?.path, known?.directory].filter((folder) => typeof folder === 'string')),
]
