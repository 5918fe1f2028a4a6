import { lstat, type Stats } from 'node:fs'
import { opendir } from 'node:fs/promises'
import { byKindAndName } from '../../../domain/files/entry-order.js'
import type { FolderEntry, ShownNames } from '../../../domain/files/listing.js'
import type { ListedFolder, ListPage } from '../../../application/files/project-files.port.js'
import type { HeldFolder } from '../../../infrastructure/files/beneath.js'
import { errorCode } from '../../../infrastructure/files/disk.js'
import { guarded } from '../../../infrastructure/guard/guard.js'
import { entryOf, foundNames, READ_ENTRIES, type FoundName } from './found-names.js'
import type { LargeFolders } from './large-folders.js'
import { sortedInTurns } from './sorted-in-turns.js'

/**
 * Entries whose stats are read side by side. Fewer wake the threads of Node's pool more often: 16 take the main thread half as long
 * again. 64 occupy the pool for 0.2 ms.
 */
const LOOKS = 64
/** Names of a folder that a thread reads, where there is one. Fewer take the main thread 5 ms. */
const LARGE = 1_000

/** A page of what lies in a folder. What goes while we look is left out. */
export async function listFolder(
  folder: HeldFolder,
  shown: ShownNames,
  page: ListPage,
  large: LargeFolders | null,
): Promise<ListedFolder> {
  const found = foundNames(shown)
  for await (const entry of await opendir(folder.self, { bufferSize: READ_ENTRIES })) {
    found.add(entry)
    if (large !== null && found.names.length > LARGE) return large.list({ folder: folder.self, shown, page })
  }
  const { offset, limit } = page
  const names = (await sortedInTurns(found.names, byKindAndName)).slice(offset, offset + limit)
  const entries: (FolderEntry | null)[] = []
  for (let at = 0; at < names.length; at += LOOKS)
    entries.push(...(await lookedAt(folder, names.slice(at, at + LOOKS))))
  return { entries: entries.filter((entry) => entry !== null), total: found.total() }
}

/**
 * Entries with their stats, links not followed; `null` for one that is gone. Callbacks and one promise for all of them: a promise
 * for each takes the main thread half as long again, and `fs/promises` more.
 */
function lookedAt(folder: HeldFolder, page: ReadonlyArray<FoundName>): Promise<ReadonlyArray<FolderEntry | null>> {
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
