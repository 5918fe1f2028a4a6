import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { AgentId } from '../../domain/agents/agent-id.js'
import type { AgentConversation } from '../../domain/agents/agent-conversation.js'
import { cliOf } from '../../domain/agents/agent-program.js'
import type { ConversationPart, ConversationRange } from '../../domain/conversations/conversation.js'
import { sessionNotFound, type SessionNotFound } from '../../domain/sessions/errors.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import type { AgentSessions } from '../attention/agent-sessions.js'
import type { FindSession, NamedSession } from '../sessions/find-session.js'
import type { Unavailable } from '../shared/errors.js'
import type { Conversations } from './conversations.port.js'

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

export interface ReadConversationDeps {
  readonly agents: AgentClis
  readonly conversations: Conversations
  readonly findSession: FindSession
  readonly agentSessions: AgentSessions
}

const NOTHING: ConversationPart = { entries: [], start: 0, end: 0 }

export function makeReadConversation(deps: ReadConversationDeps): ReadConversation {
  const { agents, conversations, findSession, agentSessions } = deps

  return (name, wanted) => async () => {
    const found = await findSession(name)()
    if (E.isLeft(found)) return found
    if (found.right.id === null) return E.left(sessionNotFound(name))
    const { id, live, known } = found.right
    const reported = agentSessions.conversationOf(id) ?? known?.conversation ?? null
    const agent = cliOf(agents, known?.command ?? live?.startCommand ?? '')?.id ?? null
    const candidates: { readonly folder: string; readonly conversation: AgentConversation }[] = []
    for (const folder of foldersOf(found.right)) {
      const conversation = reported ?? (await conversations.newestIn(folder, agent)())
      if (conversation !== null) candidates.push({ folder, conversation })
    }
    for (const { folder, conversation } of candidates) {
      const range = conversation.id === wanted.conversation ? wanted.range : { before: null }
      const part = await (
        wanted.call === null
          ? conversations.part(folder, conversation, range)
          : conversations.partOfCall(folder, conversation, wanted.call, range)
      )()
      if (E.isRight(part)) {
        const { agent: writer, id: read } = conversation
        return E.right({ ...part.right, conversation: read, agent: writer, isCertain: reported !== null })
      }
      if (part.left._tag !== 'ConversationNotFound') return E.left(part.left)
    }
    return E.right({ ...NOTHING, conversation: null, agent: null, isCertain: true })
  }
}

/** Transcripts are filed under the folder that the agent was started in. */
const foldersOf = ({ live, known }: NamedSession): ReadonlyArray<string> => [
  ...new Set([live?.startDirectory, live?.path, known?.directory].filter((folder) => typeof folder === 'string')),
]
