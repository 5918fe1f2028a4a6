import type { FileEvents } from '../../../application/files/file-events.port.js'
import { realFolder } from '../../../infrastructure/files/disk.js'
import type { Poll } from './poll.js'
import { pollTree } from './polled-tree.js'

export interface ChokidarOptions {
  /** Pause between two polls of a path, at least; longer in large trees. */
  readonly intervalMs?: number
  /** Files and folders of one tree that are polled. */
  readonly maxPaths?: number
  /** Pause between two reports for the whole of a tree that is polled in part. */
  readonly hintEveryMs?: number
}

const INTERVAL_MS = 1_000
const MAX_PATHS = 50_000
const HINT_EVERY_MS = 30_000

/** Trees on file systems that report no changes: chokidar reads the times of every file and folder again and again. */
export function chokidarFileEvents(options: ChokidarOptions = {}): FileEvents {
  const { intervalMs = INTERVAL_MS, maxPaths = MAX_PATHS, hintEveryMs = HINT_EVERY_MS } = options
  const openPolls = new Set<Poll>()
  return {
    rootOf: (folder) => () => realFolder(folder),
    watch: (root, listener) => pollTree({ root, listener, intervalMs, openPolls, maxPaths, hintEveryMs }),
  }
}
