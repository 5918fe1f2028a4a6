import type { archiveEn } from './archive.en.js'

/** Texts of the archive of the board, in German. */
export const archiveDe: typeof archiveEn = {
  archive: 'Archiv',
  archiveTip: 'Karten, die seit über 30 Tagen fertig sind',
  searchArchive: 'Archiv durchsuchen',
  archiveIsEmpty: 'Noch nichts hier. Fertige Karten kommen nach 30 Tagen hierher.',
  archiveCouldNotLoad: (why) => `Das Archiv konnte nicht geladen werden: ${why}`,
  olderCards: 'Ältere Karten',
  allArchived: 'Ende des Archivs.',
  archiveMenu: (title) => `Aktionen für ${title}`,
  backTo: (stage) => `Zurück nach „${stage}“`,
  broughtBack: (title, stage) => `„${title}“ ist wieder in ${stage}.`,
  couldNotBringBack: (title) => `„${title}“ wurde nicht zurückgeholt`,
  doneOn: (day) => `fertig am ${day}`,
}
