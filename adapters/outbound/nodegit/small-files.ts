/* eslint-disable no-restricted-syntax -- only in the reading process: nobody else waits there, and small files come back
   sooner than a thread of Node's pool would be woken up for each */
import { existsSync, readdirSync, readFileSync, type Dirent } from 'node:fs'

/** What is in a file; nothing where it cannot be read. */
export function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}

export const textOf = (path: string): string => bytesOf(path).toString('utf8')

/** What is in a folder; nothing where it cannot be read. */
export function entriesOf(folder: string): ReadonlyArray<Dirent> {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

export const isThere = (path: string): boolean => existsSync(path)
