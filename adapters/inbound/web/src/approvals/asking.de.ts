import type { askingEn } from './asking.en.js'

const hours = (count: number): string => (count === 1 ? '1 Stunde' : `${String(count)} Stunden`)

/** The same in German. */
export const askingDe: typeof askingEn = {
  stopAsking: 'In dieser Sitzung nicht mehr fragen',
  stopAskingThen: {
    runs: 'Neue Aufrufe laufen dann ohne Rückfrage. Was schon wartet, bleibt offen.',
    asks: 'Neue Aufrufe werden dann nur im Terminal gefragt. Was schon wartet, bleibt offen.',
  },
  notAsking: 'Penates fragt in dieser Sitzung nicht mehr.',
  askAgain: 'Wieder fragen',
  stoppedAsking: (session) => `Penates fragt in ${session} nicht mehr`,
  isStrict: (session) => `${session} ist jetzt streng und fragt weiter. Ändere zuerst den Modus.`,
  couldNotChange: 'Die Einstellung konnte nicht geändert werden',
  title: (session) => `Freigaben in ${session}`,
  mode: 'In dieser Sitzung fragen',
  modes: { all: 'Wie für alle', off: 'Aus', ask: 'Fragen', strict: 'Streng' },
  modeHint: {
    all: 'Folgt der Einstellung für alle Sitzungen.',
    off: 'Der Agent folgt seinen eigenen Einstellungen. Seine Fragen und Pläne bleiben im Terminal.',
    ask: 'Ohne Antwort entscheidet die Abfrage des Agenten.',
    strict: 'Ohne Antwort wird ein Aufruf abgelehnt.',
  },
  wait: 'Aufrufe warten auf dich',
  waitHint: 'Für Aufrufe, die ohne Rückfrage liefen. Danach werden sie abgelehnt; gilt für neue Aufrufe.',
  untilAnswered: 'bis du antwortest',
  minutes: (count) => (count % 60 === 0 ? hours(count / 60) : `${String(count)} Minuten`),
  mayNotChange: 'Dieses Gerät darf das nicht ändern.',
  moreAsking: 'Wartezeit …',
  close: 'Schließen',
  subagentOf: (session, name) => (name === '' ? `Ein Subagent von ${session}` : `Der Subagent ${name} von ${session}`),
}
