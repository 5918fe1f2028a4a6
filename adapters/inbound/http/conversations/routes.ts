import type { ConversationsFeature } from '../../../../application/conversations/conversations-feature.js'
import { agentId } from '../../../../domain/agents/agent-id.js'
import type { ConversationRange, ConversationNotFound } from '../../../../domain/conversations/conversation.js'
import type { EntryNotFound, TextPlaceInvalid } from '../../../../domain/conversations/whole-text.js'
import { bind, type Binding } from '../routing/bind.js'
import type { ErrorRows } from '../routing/error-row.js'
import * as api from './api.js'

export const conversationRoutes = ({
  readConversation,
  readPastConversation,
  searchConversations,
  readText,
  findTexts,
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
    readPastConversation({ agent: agentId(agent), id }, rangeFromStart(query)),
  ),
  bind(api.readConversationText, ({ params: { agent, id }, query: { call, input, before, after, ...place } }) =>
    readText(
      { conversation: { agent: agentId(agent), id }, call: textOrNull(call) },
      { ...place, kind: input ? 'input' : 'text', range: rangeFromStart({ before, after }) },
    ),
  ),
  bind(api.findInConversation, ({ params: { agent, id }, query: { q, call } }) =>
    findTexts({ conversation: { agent: agentId(agent), id }, call: textOrNull(call) }, q),
  ),
]

const textOrNull = (text: string): string | null => (text === '' ? null : text)

interface Place {
  readonly before: number
  readonly after: number
}

/** An `after` of -1 is none. */
const rangeFromStart = ({ before, after }: Place): ConversationRange =>
  after >= 0 ? { after } : rangeOf({ before, after: 0 })

const rangeOf = ({ before, after }: Place): ConversationRange =>
  after > 0 ? { after } : { before: before === 0 ? null : before }

export const CONVERSATION_ROWS = {
  ConversationNotFound: { status: 404, text: 'Conversation not found' },
  EntryNotFound: { status: 404, text: 'Entry not found: the transcript was rewritten' },
  TextPlaceInvalid: {
    status: 416,
    text: ({ size }) => `No character of the text starts or ends at this byte; it has ${String(size)}`,
  },
} satisfies ErrorRows<ConversationNotFound | EntryNotFound | TextPlaceInvalid>
