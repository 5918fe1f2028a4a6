import type { ConversationNotFound } from '../../../../domain/conversations/conversation.js'
import type { ErrorRows } from '../routing/error-row.js'

/** Errors of conversations. */
export type ConversationError = ConversationNotFound

export const CONVERSATION_ROWS = {
  ConversationNotFound: { status: 404, text: 'Conversation not found' },
} satisfies ErrorRows<ConversationError>
