import type { ConversationsFeature } from '../../../../application/conversations/conversations-feature.js'
import { agentId } from '../../../../domain/agents/agent-id.js'
import type { ConversationRange, ConversationNotFound } from '../../../../domain/conversations/conversation.js'
import { bind, type Binding } from '../routing/bind.js'
import type { ErrorRows } from '../routing/error-row.js'
import * as api from './api.js'

export const conversationRoutes = ({
  readConversation,
  readPastConversation,
  searchConversations,
}: ConversationsFeature): ReadonlyArray<Binding> => [
  bind(api.readConversation, ({ params: { name }, query: { conversation, call, ...place } }) =>
    readConversation(name, { conversation: textOrNull(conversation), call: textOrNull(call), range: rangeOf(place) }),
  ),
  bind(api.searchConversations, ({ query: { q, agent, project, tool, file, cursor, ...range } }) =>
    searchConversations({
      ...range,
      text: q,
      agent: agent === '' ? null : agentId(agent),
      folder: textOrNull(project.length > 1 ? project.replace(/\/+$/, '') : project),
      tool: textOrNull(tool),
      file: textOrNull(file),
      before: cursor === 0 ? null : cursor,
    }),
  ),
  bind(api.readPastConversation, ({ params: { agent, id }, query }) =>
    readPastConversation(
      { agent: agentId(agent), id },
      query.after >= 0 ? { after: query.after } : rangeOf({ before: query.before, after: 0 }),
    ),
  ),
]

const textOrNull = (text: string): string | null => (text === '' ? null : text)

const rangeOf = ({ before, after }: { readonly before: number; readonly after: number }): ConversationRange =>
  after > 0 ? { after } : { before: before === 0 ? null : before }

export const CONVERSATION_ROWS = {
  ConversationNotFound: { status: 404, text: 'Conversation not found' },
} satisfies ErrorRows<ConversationNotFound>
