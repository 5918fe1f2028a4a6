import type { recordingsEn } from './recordings.en.js'

/** Texts of recordings of terminals. */
export const recordingsDe: typeof recordingsEn = {
  recording: 'Aufzeichnung',
  recordedMark: 'Wird aufgezeichnet',
  recordTerminal: 'Dieses Terminal aufzeichnen',
  recordingStates: {
    off: 'Aus',
    recording: 'Zeichnet auf',
    waiting: 'Beginnt mit der Sitzung',
    failed: 'Angehalten',
  },
  recordingFailed: (reason) => `Die Aufzeichnung ist beendet: ${reason}. Zum Fortsetzen erneut einschalten.`,
  recordingMasked:
    'Geheimnisse werden nur nach bekannten Mustern verdeckt. Aufzeichnungen vor dem Weitergeben durchsehen.',
  recordingLimits: (megabytes, days) =>
    `Die letzten ${megabytes} MB werden ${days === 1 ? '1 Tag' : `${days} Tage`} lang aufbewahrt.`,
  recordingDropped: (parts) =>
    parts === 1 ? '1 früherer Teil wurde gelöscht.' : `${parts} frühere Teile wurden gelöscht.`,
  recordingIsOff: 'Nicht aufgezeichnet. Schalte die Aufzeichnung ein, um dieses Terminal später abzuspielen.',
  recordingIsEmpty: 'Noch nichts aufgezeichnet.',
  recordingNotAt: (time) => `Um ${time} wurde nichts aufgezeichnet.`,
  recordingUnreadable: 'Dieser Teil ist keine Aufzeichnung.',
  recordingPart: 'Teil',
  recordingPartAt: (from, to) => `${from} – ${to}`,
  recordingPartNow: (from) => `${from} – jetzt`,
  previousPart: 'Voriger Teil',
  nextPart: 'Nächster Teil',
  readRecordingOn: 'Neuere Ausgabe laden',
  playRecording: 'Abspielen',
  pauseRecording: 'Anhalten',
  recordingSpeed: 'Tempo',
  recordingPosition: 'Position',
  findInRecording: 'In der Aufzeichnung suchen',
  recordingHits: (hit, hits) => (hits === 0 ? 'Keine Treffer' : `${hit} von ${hits}`),
  previousHit: 'Voriger Treffer',
  nextHit: 'Nächster Treffer',
  saveRecording: 'Als Datei speichern',
  deleteRecording: 'Aufzeichnung löschen',
  deleteRecordingAsk: 'Alle Teile löschen?',
  recordingTexts: {
    record: 'Die Aufzeichnung wurde nicht umgeschaltet',
    remove: 'Die Aufzeichnung wurde nicht gelöscht',
  },
  showScreen: 'Bildschirm zeigen',
  showScreenNever: 'Zu dieser Zeit nichts aufgezeichnet',
}
