import type { HostClipboard, SessionRecords } from './session-record.js'
import { isSameRun } from './session.js'

/** Value with which tmux forwards OSC 52 of programs to the viewers. tmux(1), `set-clipboard`. */
export const PASSING = 'on'

/** Next step for the clipboard option of the host. The record is written before `PASSING` is set, and after anything else. */
export interface ClipboardStep {
  readonly former: HostClipboard | null
  /** `null` keeps the option unchanged. */
  readonly set: string | null
}

/**
 * While sessions of the hub run and are to pass the clipboard on, the host does so. Else what was found before comes
 * back, unless a person has changed the value since or the host is another one by now.
 */
export function clipboardStep({ clipboard }: SessionRecords, present: HostClipboard, isWanted: boolean): ClipboardStep {
  const former = clipboard !== null && isSameRun(clipboard.run, present.run) ? clipboard : null
  if (isWanted) return present.value === PASSING ? { former, set: null } : { former: present, set: PASSING }
  return { former: null, set: former !== null && present.value === PASSING ? former.value : null }
}

/** Returns the same records when nothing changes. */
export const noteClipboard = (records: SessionRecords, clipboard: HostClipboard | null): SessionRecords =>
  records.clipboard === clipboard ? records : { ...records, clipboard }
