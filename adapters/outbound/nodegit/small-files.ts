/* eslint-disable no-restricted-syntax -- only in the reading process: no other request waits there, and reading a
   small file takes less time than waking up a thread of Node's pool for it */
import { existsSync, readdirSync, readFileSync, type Dirent } from 'node:fs'

/** Content of a file; empty when it cannot be read. */
export function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}

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
