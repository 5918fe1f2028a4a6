/** Texts of the board's archive. */
export const archiveEn = {
  archive: 'Archive',
  archiveTip: 'Cards done more than 30 days ago',
  searchArchive: 'Search the archive',
  archiveIsEmpty: 'Nothing here yet. Done cards move here after 30 days.',
  archiveCouldNotLoad: (why: string): string => `Could not load the archive: ${why}`,
  olderCards: 'Older cards',
  allArchived: 'End of the archive.',
  archiveMenu: (title: string): string => `Actions for ${title}`,
  backTo: (stage: string): string => `Move back to “${stage}”`,
  broughtBack: (title: string, stage: string): string => `“${title}” is back in ${stage}.`,
  couldNotBringBack: (title: string): string => `“${title}” was not brought back`,
  doneOn: (day: string): string => `done on ${day}`,
}
