import type { timelineEn } from './timeline.en.js'

/** Texte der Zeitleiste. */
export const timelineDe: typeof timelineEn = {
  timeline: 'Zeitleiste',
  timelineShows: 'Gezeigte Einträge',
  timelineGroups: {
    all: 'Alle',
    turns: 'Beiträge',
    calls: 'Aufrufe',
    approvals: 'Freigaben',
    commits: 'Commits',
    figures: 'Kosten und Limits',
  },
  timelineKinds: {
    prompt: 'Prompt',
    answer: 'Antwort',
    call: 'Aufruf',
    notice: 'Hinweis',
    approval: 'Freigabe',
    commit: 'Commit',
    cost: 'Kosten',
    limit: 'Limit',
  },
  timelineSources: {
    conversation: 'Unterhaltung',
    approvals: 'Freigaben',
    commits: 'Commits',
    usage: 'Kosten',
    limits: 'Limits',
  },
  timelineMissing: (sources) => `Nicht lesbar: ${sources}`,
  timelineCost: (usd, tokens) => `${usd} · ${tokens} Token in 15 Minuten`,
  timelineLimit: (window, used) => `${window === '5h' ? '5-Stunden-Limit' : 'Wochenlimit'} bei ${used}`,
  nothingHappened: 'Noch nichts. Beiträge, Aufrufe, Freigaben, Commits und Kosten erscheinen hier.',
}
