import { textsThatLoadLate } from '../app/texts/late-texts.js'

const english = {
  title: 'Send to an agent',
  text: 'Prompt',
  sendTo: (session: string): string => `Send to ${session}`,
  queued: (session: string): string => `Queued for ${session}`,
  notQueued: 'The prompt was not queued',
  none: 'No agent runs. Start one, then share again.',
}

const german: typeof english = {
  title: 'An einen Agenten senden',
  text: 'Prompt',
  sendTo: (session) => `An ${session} senden`,
  queued: (session) => `Für ${session} eingereiht`,
  notQueued: 'Der Prompt wurde nicht eingereiht',
  none: 'Kein Agent läuft. Starte einen und teile dann noch einmal.',
}

export const shareTexts = textsThatLoadLate(english, german)
