import { computed } from '@preact/signals'
import type { Messages } from '../app/texts/en.js'
import { messages, shownLanguage } from '../app/texts/messages.js'

type Synonyms = Partial<Readonly<Record<keyof Messages, string>>>

/** Other words for a verb or a page, by its text. */
const ENGLISH: Synonyms = {
  newSession: 'start create agent run',
  usage: 'budget cost spend limits money tokens',
  hubStatus: 'log version restart health',
  toggleTheme: 'dark light mode colours',
  signOut: 'log out leave',
  keyboardShortcuts: 'help keys hotkeys',
  kill: 'end stop terminate quit close',
  forget: 'remove delete',
  rename: 'name title call',
  open: 'go to show terminal attach',
  restore: 'start resume again',
  adopt: 'take over own',
  mute: 'silence quiet',
  unmute: 'notify loud',
  pin: 'favourite keep top',
  copyName: 'clipboard',
  resumeOn: 'schedule continue limit',
  resumeOff: 'schedule continue limit',
  changes: 'diff git repository review',
  conversation: 'transcript chat history reply answer',
  timeline: 'events history',
  splitRight: 'split with beside',
  deleteCard: 'remove',
  reviewBranch: 'diff changes',
}

const GERMAN: Synonyms = {
  newSession: 'starten anlegen agent',
  usage: 'budget kosten ausgaben limits geld token',
  hubStatus: 'log version neustart',
  toggleTheme: 'dunkel hell farben',
  signOut: 'ausloggen verlassen',
  keyboardShortcuts: 'hilfe tasten kürzel',
  kill: 'stoppen schließen abbrechen',
  forget: 'entfernen löschen',
  rename: 'name titel',
  open: 'gehe zu zeigen terminal',
  restore: 'starten fortsetzen',
  adopt: 'aufnehmen',
  mute: 'leise still',
  unmute: 'laut',
  pin: 'favorit oben',
  copyName: 'zwischenablage',
  resumeOn: 'planen weiter limit',
  resumeOff: 'planen weiter limit',
  changes: 'diff git repository prüfen',
  conversation: 'verlauf chat antworten',
  timeline: 'ereignisse verlauf',
  splitRight: 'teilen daneben',
  deleteCard: 'entfernen',
  reviewBranch: 'diff änderungen',
}

/** Other words by text, in the language of the page. */
const byText = computed(() => {
  const synonyms = shownLanguage.value === 'de' ? GERMAN : ENGLISH
  return new Map(Object.entries(synonyms).map(([key, words]) => [messages.value[key as keyof Messages], words]))
})

/** Words that find a verb or a page beside its own text. */
export const synonymsOf = (label: string): string => byText.value.get(label) ?? ''
