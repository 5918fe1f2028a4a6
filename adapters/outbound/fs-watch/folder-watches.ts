import { watch, type BigIntStats, type FSWatcher } from 'node:fs'
import { join } from 'node:path'
import { parentOf } from '../../../domain/files/path-change.js'
import { errorCode } from '../../../infrastructure/files/disk.js'
import { guarded } from '../../../infrastructure/guard/guard.js'

/** Number of folders that may be watched, over all trees. */
export interface WatchBudget {
  readonly take: () => boolean
  readonly give: () => void
}

export function watchBudget(maxFolders: number): WatchBudget {
  let left = maxFolders
  return {
    take: () => {
      if (left === 0) return false
      left -= 1
      return true
    },
    give: () => void (left += 1),
  }
}

/** `present`: it was watched already. `gone`: it is not there, or may not be read. */
export type WatchOutcome = 'new' | 'present' | 'gone' | 'limit' | 'exhausted'

/** The watched folders of one tree: one watch each, by path below the root. */
export interface FolderWatches {
  /** Another folder under a path that was watched before is watched anew. */
  readonly add: (folder: string, stats: BigIntStats) => WatchOutcome
  readonly has: (folder: string) => boolean
  /** Watched folders directly in it. */
  readonly below: (folder: string) => ReadonlyArray<string>
  /** Drops the watches of a folder and of all folders below it. */
  readonly drop: (folder: string) => void
  readonly count: () => number
}

export interface FolderWatchesOptions {
  readonly root: string
  readonly maxFolders: number
  readonly budget: WatchBudget
  /** `name` is `null` when the system does not tell. */
  readonly told: (folder: string, type: 'change' | 'rename', name: string | null) => void
  readonly dropped: (folder: string) => void
}

interface Watched {
  readonly watcher: FSWatcher
  readonly identity: string
  readonly below: Set<string>
}

export function folderWatches({ root, maxFolders, budget, told, dropped }: FolderWatchesOptions): FolderWatches {
  const all = new Map<string, Watched>()

  const drop = (folder: string): void => {
    const watched = all.get(folder)
    if (watched === undefined) return
    all.delete(folder)
    all.get(parentOf(folder))?.below.delete(folder)
    watched.watcher.close()
    budget.give()
    dropped(folder)
    for (const below of watched.below) drop(below)
  }

  const open = (folder: string): FSWatcher | WatchOutcome => {
    if (all.size >= maxFolders || !budget.take()) return 'limit'
    try {
      const notice = (type: 'change' | 'rename', name: string | null): void => told(folder, type, name)
      const watcher = watch(join(root, folder), { persistent: false }, guarded('file watch', notice))
      return watcher.on(
        'error',
        guarded('file watch', () => drop(folder)),
      )
    } catch (thrown) {
      budget.give()
      // inotify_add_watch(2): ENOSPC, too many watches of this user; inotify_init(2): EMFILE, too many users of it.
      return /^(ENOSPC|EMFILE|ENFILE)$/.test(errorCode(thrown) ?? '') ? 'exhausted' : 'gone'
    }
  }

  return {
    add: (folder, stats) => {
      const identity = identityOf(stats)
      const known = all.get(folder)
      if (known?.identity === identity) return 'present'
      drop(folder)
      const watcher = open(folder)
      if (typeof watcher === 'string') return watcher
      all.set(folder, { watcher, identity, below: new Set() })
      if (folder !== '') all.get(parentOf(folder))?.below.add(folder)
      return 'new'
    },
    has: (folder) => all.has(folder),
    below: (folder) => [...(all.get(folder)?.below ?? [])],
    drop,
    count: () => all.size,
  }
}

/** The number alone is used again at once for a folder that is made in the place of another. */
const identityOf = ({ dev, ino, birthtimeNs }: BigIntStats): string => [dev, ino, birthtimeNs].map(String).join(':')
