import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { AgentConversation } from '../../domain/agents/agent-conversation.js'
import type { AgentId } from '../../domain/agents/agent-id.js'
import { cliOf } from '../../domain/agents/agent-program.js'
import type {
  ConversationPart,
  ConversationRange,
  ConversationNotFound,
  PastConversationPart,
} from '../../domain/conversations/conversation.js'
import { existingSession, type SessionNotFound } from '../../domain/sessions/errors.js'
import type { NamedSession } from '../sessions/find-session.js'
import type { Unavailable } from '../shared/errors.js'
import type { ConversationsSteps, ConversationsPorts } from './ports.js'

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
