import { closeSync, constants, ftruncateSync, openSync, writeSync } from 'node:fs'
import { errorText } from './disk.js'

/** File of lines that ends with a whole line, also after a write that failed half-way. */
export interface LineFile {
  /** Appends lines, which end with a line feed. Returns the reason when they could not be written; nothing may be written after that. */
  readonly write: (lines: string) => string | null
  /** Bytes of all lines. */
  readonly bytes: () => number
  readonly close: () => void
}

const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants
/** Only the user can read it. */
const MODE = 0o600

/** Creates a file. Throws Node's own error, `EEXIST` when the path exists, also as a link. */
export const createLineFile = (path: string): LineFile =>
  lineFile(openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, MODE))

/** Lines in an open and empty file. */
export function lineFile(descriptor: number): LineFile {
  let whole = 0
  return {
    write: (lines) => {
      const bytes = Buffer.from(lines)
      try {
        for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done)
        whole += bytes.length
        return null
      } catch (thrown) {
        cut(descriptor, whole)
        return errorText(thrown)
      }
    },
    bytes: () => whole,
    close: () => closeSync(descriptor),
  }
}

/** A file that cannot be cut ends with a part of a line, which readers pass over. */
function cut(descriptor: number, bytes: number): void {
  try {
    ftruncateSync(descriptor, bytes)
  } catch {
    // The write has failed already, which the caller reports.
  }
}
