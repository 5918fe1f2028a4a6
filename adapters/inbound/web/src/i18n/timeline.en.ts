/** Texts of the time line. */
export const timelineEn = {
  timeline: 'Time line',
  timelineShows: 'Entries shown',
  timelineGroups: {
    all: 'All',
    turns: 'Turns',
    calls: 'Tool calls',
    approvals: 'Approvals',
    commits: 'Commits',
    figures: 'Cost and limits',
  },
  timelineKinds: {
    prompt: 'Prompt',
    answer: 'Answer',
    call: 'Tool call',
    notice: 'Notice',
    approval: 'Approval',
    commit: 'Commit',
    cost: 'Cost',
    limit: 'Limit',
  },
  timelineSources: {
    conversation: 'conversation',
    approvals: 'approvals',
    commits: 'commits',
    usage: 'cost',
    limits: 'limits',
  },
  timelineMissing: (sources: string): string => `Could not be read: ${sources}`,
  timelineCost: (usd: string, tokens: string): string => `${usd} · ${tokens} tokens in 15 minutes`,
  timelineLimit: (window: '5h' | '7d', used: string): string =>
    `${window === '5h' ? '5-hour' : 'Weekly'} limit at ${used}`,
  nothingHappened: 'Nothing yet. Turns, tool calls, approvals, commits and cost appear here.',
}
