/* eslint-disable no-restricted-syntax -- only in the reading process: no other request waits there, and reading a
   small file takes less time than waking up a thread of Node's pool for it */
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  type Dirent,
} from 'node:fs'

const NOTHING = Buffer.alloc(0)

/** Content of a regular file; empty when it cannot be read. A FIFO would hold the process. */
export function bytesOf(path: string): Buffer {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      return fstatSync(file).isFile() ? readFileSync(file) : NOTHING
    } finally {
      closeSync(file)
    }
  } catch {
    return NOTHING
  }
}

/** True for a FIFO, a device or a folder in place of a file. */
export const isSpecial = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === false

export const textOf = (path: string): string => bytesOf(path).toString('utf8')

/** Entries of a folder; none when it cannot be read. */
export function entriesOf(folder: string): ReadonlyArray<Dirent> {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

export const isThere = (path: string): boolean => existsSync(path)
