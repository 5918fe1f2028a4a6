/** Size of a text: `12 KB`, `1.5 MB`. */
const size = (bytes: number): string =>
  bytes < 1_000_000
    ? `${Math.ceil(bytes / 1_000).toLocaleString('en')} KB`
    : `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} MB`

/** Texts of the conversation beside a terminal. */
export const conversationEn = {
  noConversation: 'No conversation yet. It appears here with the first prompt in this session.',
  conversationIsGuessed:
    'The latest conversation in this folder. It may belong to another session: Claude Code reports its own once the hooks are installed.',
  quoteInReply: 'Quote in the reply',
  olderEntries: 'Show earlier entries',
  toNewest: 'Jump to latest',
  you: 'You',
  task: 'Task',
  agentSays: 'Agent',
  thinking: 'Thinking',
  result: 'Result',
  notice: 'Notice',
  serviceError: 'Error',
  subagent: 'Sub-agent',
  noSubagentEntries: 'Nothing from the sub-agent yet.',
  noResultYet: 'no result yet',
  callFailed: 'failed',
  tasks: (done: number, all: number): string => `Plan, ${String(done)} of ${String(all)} done`,
  taskState: { open: 'Open:', running: 'In progress:', done: 'Done:' },
  turnFacts: 'Duration, tokens and cost of the turn',
  turnCostUnknown: 'cost unknown',
  turnTokens: (tokens: string): string => `${tokens} tokens`,
  noOutput: '(no output)',
  readingText: 'Loading the text …',
  earlierText: 'Show earlier text',
  moreText: 'Show more text',
  partOfText: (start: number, end: number, whole: number): string =>
    `Part of the text: ${size(start)} to ${size(end)} of ${size(whole)}.`,
  findInConversation: 'Find in this conversation',
  previousMatch: 'Previous match',
  nextMatch: 'Next match',
  noMatch: 'No match',
  matchOf: (at: number, all: number, isComplete: boolean): string =>
    `${String(at)} of ${String(all)}${isComplete ? '' : '+'}`,
  entryIsCut: (shown: number, length: number): string =>
    `Showing the first ${shown.toLocaleString('en')} of ${length.toLocaleString('en')} characters.`,
  searchConversations: 'Search conversations',
  allAgents: 'All agents',
  allFolders: 'All projects',
  sinceDay: 'Since',
  ofTool: 'Tool',
  ofFile: 'File',
  readingConversations: (files: number, ofFiles: number): string =>
    `Indexing: ${files.toLocaleString('en')} of ${ofFiles.toLocaleString('en')} files. Results are incomplete so far.`,
  indexStopped:
    'Some conversations could not be indexed, for example because the disk is full. Results may be incomplete.',
  noConversations: 'No conversations with a coding agent on this computer yet.',
  noConversationFound: 'No matching conversations.',
  moreConversations: 'Show more',
  entriesFound: (count: number): string =>
    count >= 100 ? '99+ entries' : `${String(count)} ${count === 1 ? 'entry' : 'entries'}`,
  resumeConversation: 'Resume',
  forkConversation: 'Fork',
  copyLink: 'Copy link',
  backToSearch: 'Back to search',
}
