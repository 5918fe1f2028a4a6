import { fstatSync } from 'node:fs'

/**
 * Whether a descriptor leads into systemd's journal. The variable alone does not tell: it is inherited by programs whose
 * output goes elsewhere. systemd.exec(5), `$JOURNAL_STREAM`. Only for start-up.
 */
export function isJournal(fd: number, journalStream: string | undefined): boolean {
  if (journalStream === undefined) return false
  try {
    const { dev, ino } = fstatSync(fd)
    return journalStream === `${dev}:${ino}`
  } catch {
    return false
  }
}
