import { lstat, type Dirent, type Stats } from 'node:fs'
import { opendir } from 'node:fs/promises'
import { byKindAndName } from '../../../domain/files/entry-order.js'
import { isShown, type FolderEntry, type ShownNames } from '../../../domain/files/listing.js'
import type { ListedFolder, ListPage } from '../../../application/files/project-files.port.js'
import type { HeldFolder } from '../../../infrastructure/files/beneath.js'
import { errorCode } from '../../../infrastructure/files/disk.js'
import { guarded } from '../../../infrastructure/guard/guard.js'
import { sortedInTurns } from './sorted-in-turns.js'

/** Read at a time, so that others have their turn between. */
const READ_ENTRIES = 512
/**
 * Entries whose stats are read side by side. Fewer wake the threads of Node's pool more often: 16 take the main thread half as long
 * again. 64 occupy the pool for 0.2 ms.
 */
const LOOKS = 64
/** Sorted of one folder; what comes after them is only counted. */
const MAX_SORTED = 100_000

interface Found {
  readonly name: string
  readonly isFolder: boolean
  readonly type: FolderEntry['type']
}

/** A page of what lies in a folder. What goes while we look is left out. */
export async function listFolder(
  folder: HeldFolder,
  shown: ShownNames,
  { offset, limit }: ListPage,
): Promise<ListedFolder> {
  const found: Found[] = []
  let total = 0
  for await (const entry of await opendir(folder.self, { bufferSize: READ_ENTRIES })) {
    if (!isShown(entry.name, shown)) continue
    total += 1
    if (found.length < MAX_SORTED) found.push(foundOf(entry))
  }
  const page = (await sortedInTurns(found, byKindAndName)).slice(offset, offset + limit)
  const entries: (FolderEntry | null)[] = []
  for (let at = 0; at < page.length; at += LOOKS) entries.push(...(await lookedAt(folder, page.slice(at, at + LOOKS))))
  return { entries: entries.filter((entry) => entry !== null), total }
}

function foundOf(entry: Dirent): Found {
  const isFolder = entry.isDirectory()
  return { name: entry.name, isFolder, type: isFolder ? 'dir' : entry.isSymbolicLink() ? 'symlink' : 'file' }
}

/**
 * Entries with their stats, links not followed; `null` for one that is gone. Callbacks and one promise for all of them: a promise
 * for each takes the main thread half as long again, and `fs/promises` more.
 */
function lookedAt(folder: HeldFolder, page: ReadonlyArray<Found>): Promise<ReadonlyArray<FolderEntry | null>> {
  return new Promise((resolve, reject) => {
    const entries = new Array<FolderEntry | null>(page.length)
    let left = page.length
    for (const [at, found] of page.entries()) {
      const take = (error: Error | null, stats: Stats): void => {
        if (error !== null && errorCode(error) !== 'ENOENT') reject(error)
        entries[at] = entryOf(found, error === null ? stats : null)
        left -= 1
        if (left === 0) resolve(entries)
      }
      lstat(folder.entry(found.name), guarded('listing of a folder', take, reject))
    }
  })
}

function entryOf({ name, type }: Found, stats: Stats | null): FolderEntry | null {
  // A name whose bytes are not UTF-8 is there, and cannot be asked for.
  if (stats === null && !name.includes('\ufffd')) return null
  return { name, type, size: stats?.size ?? 0, modifiedAt: stats?.mtimeMs ?? 0 }
}
