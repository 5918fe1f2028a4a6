import type { Dirent, Stats } from 'node:fs'
import { isShown, type FolderEntry, type ShownNames } from '../../../domain/files/listing.js'

/** Entry of a folder without its stats. */
export interface FoundName {
  readonly name: string
  readonly isFolder: boolean
  readonly type: FolderEntry['type']
}

/** Entries read at a time. */
export const READ_ENTRIES = 512
/** Sorted of one folder; what comes after them is only counted. */
const MAX_SORTED = 100_000

/** Names of one folder as they are read. */
export interface FoundNames {
  readonly names: FoundName[]
  readonly add: (entry: Dirent) => void
  /** Number of all names that are shown. */
  readonly total: () => number
}

export function foundNames(shown: ShownNames): FoundNames {
  const names: FoundName[] = []
  let total = 0
  return {
    names,
    add: (entry) => {
      if (!isShown(entry.name, shown)) return
      total += 1
      if (names.length === MAX_SORTED) return
      const isFolder = entry.isDirectory()
      const type = isFolder ? 'dir' : entry.isSymbolicLink() ? 'symlink' : 'file'
      names.push({ name: entry.name, isFolder, type })
    },
    total: () => total,
  }
}

/** Entry with its stats, which are `null` for one that is gone; then `null`. */
export function entryOf({ name, type }: FoundName, stats: Stats | null): FolderEntry | null {
  // A name whose bytes are not UTF-8 is there, and cannot be asked for.
  if (stats === null && !name.includes('\ufffd')) return null
  return { name, type, size: stats?.size ?? 0, modifiedAt: stats?.mtimeMs ?? 0 }
}
