/** Texts of the board's archive. */
export const archiveEn = {
  archive: 'Archive',
  archiveTip: 'What was done more than 30 days ago',
  searchArchive: 'Search the archive',
  archiveIsEmpty: 'Nothing here yet. What is done moves here after 30 days.',
  archiveCouldNotLoad: (why: string): string => `The archive could not be read: ${why}`,
  olderCards: 'Older cards',
  allArchived: 'That is all.',
  archiveMenu: (title: string): string => `Actions for ${title}`,
  backTo: (stage: string): string => `Back to “${stage}”`,
  broughtBack: (title: string, stage: string): string => `“${title}” is back in ${stage}.`,
  couldNotBringBack: (title: string): string => `“${title}” was not brought back`,
  doneOn: (day: string): string => `done on ${day}`,
}
