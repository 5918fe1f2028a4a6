import type { ConversationsFeature } from '../../../../application/conversations/conversations-feature.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './api.js'

export const conversationRoutes = ({ readConversation }: ConversationsFeature): ReadonlyArray<Binding> => [
  bind(api.readConversation, ({ params: { name }, query: { conversation, before, after } }) =>
    readConversation(name, {
      conversation: conversation === '' ? null : conversation,
      range: after > 0 ? { after } : { before: before === 0 ? null : before },
    }),
  ),
]
