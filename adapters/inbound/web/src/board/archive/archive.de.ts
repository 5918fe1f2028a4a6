import type { archiveEn } from './archive.en.js'

/** Texts of the archive of the board, in German. */
export const archiveDe: typeof archiveEn = {
  archive: 'Archiv',
  archiveTip: 'Was vor mehr als 30 Tagen fertig wurde',
  searchArchive: 'Archiv durchsuchen',
  archiveIsEmpty: 'Noch nichts hier. Was fertig ist, kommt nach 30 Tagen hierher.',
  archiveCouldNotLoad: (why) => `Das Archiv ließ sich nicht lesen: ${why}`,
  olderCards: 'Ältere Karten',
  allArchived: 'Das sind alle.',
  archiveMenu: (title) => `Aktionen für ${title}`,
  backTo: (stage) => `Zurück nach „${stage}“`,
  broughtBack: (title, stage) => `„${title}“ ist wieder in ${stage}.`,
  couldNotBringBack: (title) => `„${title}“ wurde nicht zurückgeholt`,
  doneOn: (day) => `fertig am ${day}`,
}
