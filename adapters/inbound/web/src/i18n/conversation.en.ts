import { promptsEn } from './prompts.en.js'

/** Texts of the conversation beside a terminal. */
export const conversationEn = {
  ...promptsEn,
  conversation: 'Conversation',
  noConversation: 'No conversation yet. It appears here with the first prompt to Claude Code in this session.',
  conversationIsGuessed:
    'The newest conversation of this folder. It can belong to another session: Claude Code names its session once its hooks are installed.',
  quoteInReply: 'Quote in the reply',
  olderEntries: 'Show earlier entries',
  toNewest: 'To the newest',
  you: 'You',
  agentSays: 'Agent',
  thinking: 'Thinking',
  result: 'Result',
  notice: 'Notice',
  serviceError: 'Error',
  noResultYet: 'no result yet',
  callFailed: 'failed',
  noOutput: '(no output)',
  inputTooLong: 'The input is too long to be shown here.',
  entryIsCut: (shown: number, length: number): string =>
    `The first ${shown.toLocaleString('en')} of ${length.toLocaleString('en')} characters.`,
}
