import type { conversationEn } from './conversation.en.js'

/** Size of a text: `12 KB`, `1.5 MB`. */
const size = (bytes: number): string =>
  bytes < 1_000_000
    ? `${Math.ceil(bytes / 1_000).toLocaleString('de')} KB`
    : `${(bytes / 1_000_000).toLocaleString('de', { maximumFractionDigits: 1 })} MB`

/** Texts of the conversation beside a terminal, in German. */
export const conversationDe: typeof conversationEn = {
  noConversation: 'Noch keine Unterhaltung. Sie erscheint hier mit dem ersten Prompt in dieser Sitzung.',
  conversationIsGuessed:
    'Die neueste Unterhaltung dieses Ordners. Sie kann zu einer anderen Sitzung gehören: Claude Code meldet die eigene, sobald die Hooks installiert sind.',
  quoteInReply: 'In der Antwort zitieren',
  olderEntries: 'Frühere Einträge zeigen',
  toNewest: 'Zum neuesten',
  you: 'Du',
  task: 'Auftrag',
  agentSays: 'Agent',
  thinking: 'Überlegung',
  result: 'Ergebnis',
  notice: 'Hinweis',
  serviceError: 'Fehler',
  subagent: 'Subagent',
  noSubagentEntries: 'Noch nichts vom Subagenten.',
  noResultYet: 'noch kein Ergebnis',
  callFailed: 'fehlgeschlagen',
  tasks: (done, all) => `Plan, ${String(done)} von ${String(all)} erledigt`,
  taskState: { open: 'Offen:', running: 'In Arbeit:', done: 'Erledigt:' },
  turnFacts: 'Dauer, Token und Kosten der Runde',
  turnCostUnknown: 'Kosten unbekannt',
  turnTokens: (tokens: string): string => `${tokens} Token`,
  noOutput: '(keine Ausgabe)',
  readingText: 'Text wird geladen …',
  earlierText: 'Früheren Text zeigen',
  moreText: 'Mehr Text zeigen',
  partOfText: (start: number, end: number, whole: number): string =>
    `Teil des Textes: ${size(start)} bis ${size(end)} von ${size(whole)}.`,
  findInConversation: 'In dieser Unterhaltung suchen',
  previousMatch: 'Vorheriger Treffer',
  nextMatch: 'Nächster Treffer',
  noMatch: 'Kein Treffer',
  matchOf: (at: number, all: number, isComplete: boolean): string =>
    `${String(at)} von ${String(all)}${isComplete ? '' : '+'}`,
  entryIsCut: (shown, length) => `Die ersten ${shown.toLocaleString('de')} von ${length.toLocaleString('de')} Zeichen.`,
  searchConversations: 'Unterhaltungen durchsuchen',
  allAgents: 'Alle Agenten',
  allFolders: 'Alle Projekte',
  sinceDay: 'Seit',
  ofTool: 'Werkzeug',
  ofFile: 'Datei',
  readingConversations: (files, ofFiles) =>
    `Indizierung: ${files.toLocaleString('de')} von ${ofFiles.toLocaleString('de')} Dateien. Die Ergebnisse sind noch unvollständig.`,
  indexStopped:
    'Einige Unterhaltungen konnten nicht indiziert werden, etwa weil der Datenträger voll ist. Die Ergebnisse sind vielleicht unvollständig.',
  noConversations: 'Noch keine Unterhaltungen mit einem Coding-Agenten auf diesem Computer.',
  noConversationFound: 'Keine passende Unterhaltung.',
  moreConversations: 'Mehr zeigen',
  entriesFound: (count) => (count >= 100 ? '99+ Einträge' : count === 1 ? '1 Eintrag' : `${count} Einträge`),
  resumeConversation: 'Fortsetzen',
  forkConversation: 'Abzweigen',
  copyLink: 'Link kopieren',
  backToSearch: 'Zurück zur Suche',
}
