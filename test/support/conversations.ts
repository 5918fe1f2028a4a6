import type { ConversationEntry } from '../../domain/conversations/conversation.js'

/** Answer of an agent in a conversation. */
export const conversationEntry = (text: string): Omit<ConversationEntry, 'row' | 'part'> => ({
  ...{ kind: 'answer', at: Date.UTC(2026, 10, 27), text, length: text.length, tool: null, callId: null, input: null },
  ...{ isError: false, isSubagent: false, startsSubagent: false },
})
