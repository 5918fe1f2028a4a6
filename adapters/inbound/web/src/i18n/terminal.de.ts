import type { terminalEn } from './terminal.en.js'

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`

export const terminalDe: typeof terminalEn = {
  terminalOf: (name) => `Terminal von ${name}`,
  back: 'Zurück',
  loadingTerminal: 'Das Terminal wird geöffnet …',
  reconnecting: (seconds) => `Verbindung verloren. Nächster Versuch in ${seconds} s.`,
  terminalLimited: (seconds) => `Zu viele Anfragen von diesem Gerät. Nächster Versuch in ${seconds} s.`,
  reconnectingNow: 'Verbindung verloren. Neuer Versuch …',
  inputWaits: (characters) =>
    characters === 1 ? '1 Zeichen wartet. Esc verwirft es.' : `${characters} Zeichen warten. Esc verwirft sie.`,
  inputUnknown: (characters) =>
    characters === 1
      ? '1 Zeichen ist vielleicht nicht angekommen. Es wird nicht noch einmal gesendet.'
      : `${characters} Zeichen sind vielleicht nicht angekommen. Sie werden nicht noch einmal gesendet.`,
  outputMissed:
    'Während die Verbindung fehlte, ging Ausgabe verloren. Der Bildschirm ist neu gezeichnet; der Rest steht im Verlauf darüber.',
  notSentToSession: 'Nicht gesendet: Das Terminal hat keine Verbindung. Kopiere den Text und füge ihn später ein.',
  sessionEnded: 'Diese Sitzung ist beendet.',
  forbidden: 'Dieses Token darf keine Terminals öffnen.',
  history: 'Suchen und zurückblättern',
  findInHistory: 'Suchen',
  previousMatch: 'Vorheriger Treffer',
  nextMatch: 'Nächster Treffer',
  matches: (at, of) => (of === 0 ? 'Kein Treffer' : `${at} von ${of}`),
  historyEmpty: 'Über diesem Bildschirm steht nichts.',
  fontSmaller: 'Kleinere Schrift',
  fontLarger: 'Größere Schrift',
  copySelection: 'Auswahl kopieren',
  selectAll: 'Alles auswählen',
  searchSelection: 'Nach Auswahl suchen',
  openPath: (path) => `${path} öffnen`,
  sendToSession: 'Auswahl senden an …',
  sentToSession: (name) => `An ${name} gesendet`,
  notSentToOther: (name) => `Nicht gesendet: ${name} ist beendet.`,
  paste: 'Einfügen',
  pasteLines: (count, name) => `${many(count, 'Zeile', 'Zeilen')} in ${name} einfügen?`,
  pasteWarning: 'Ein Zeilenende kann die Zeile sofort ausführen.',
  pasteAlways: 'Auf diesem Gerät nicht mehr fragen',
  pasteTextOnly: 'In ein Terminal lassen sich nur Text und Bilder einfügen.',
  clipboardForbidden: 'Der Browser lässt diese Seite die Zwischenablage nicht lesen. Nimm seine eigene Einfügetaste.',
  keyRow: 'Terminaltasten',
  enterKey: 'Eingabetaste',
  moreKeys: 'Weitere Tasten',
  splitRight: 'Rechts teilen',
  splitDown: 'Unten teilen',
  closeTerminal: 'Aus der geteilten Ansicht nehmen',
  keyBesideTerminal: 'Terminal links / rechts',
  terminalsLimit: (count) => `Höchstens ${count} Terminals werden zugleich gezeigt.`,
  watch: 'Zusehen',
  watchHint: 'Zeigt bis zu neun Terminals nebeneinander',
  nextSession: 'Nächste Sitzung',
  previousSession: 'Vorherige Sitzung',
}
