import type { FileEvents } from '../../../application/files/file-events.port.js'
import { realFolder } from '../../../infrastructure/files/disk.js'
import { watchBudget } from './folder-watches.js'
import { watchTree } from './tree-watch.js'

export interface FsWatchOptions {
  /** Maximum for one tree. */
  readonly maxFoldersOfTree?: number
  /** Maximum for all trees together. */
  readonly maxFolders?: number
  /** Pause between two looks at what cannot be watched, at least. */
  readonly lookEveryMs?: number
}

/** Some 9 kB a folder: 70 MB. Without what tools make, few trees have more; the kernel alone has some 5,000. */
const MAX_FOLDERS_OF_TREE = 8_192
/** Two trees of the largest kind. */
const MAX_FOLDERS = 2 * MAX_FOLDERS_OF_TREE
const LOOK_EVERY_MS = 10_000

/** Trees of this machine, watched by the system: on Linux one inotify watch a folder. */
export function fsFileEvents(options: FsWatchOptions = {}): FileEvents {
  const { maxFoldersOfTree = MAX_FOLDERS_OF_TREE, maxFolders = MAX_FOLDERS, lookEveryMs = LOOK_EVERY_MS } = options
  const budget = watchBudget(maxFolders)
  return {
    rootOf: (folder) => () => realFolder(folder),
    watch: (root, listener) => watchTree({ root, listener, budget, maxFolders: maxFoldersOfTree, lookEveryMs }),
  }
}
