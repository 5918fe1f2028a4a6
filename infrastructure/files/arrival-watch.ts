import { watch } from 'node:fs'
import { basename, dirname } from 'node:path'
import { guarded } from '../guard/guard.js'

const PART = 'watch for a missing folder'

/** Watch on the nearest existing folder above a missing path. */
export interface ArrivalWatch {
  /** Watched folder; a deeper one may exist when `changed` is called. */
  readonly folder: string
  readonly close: () => void
}

/**
 * Calls `changed` when the next part of a missing path is created, or the watched folder itself is removed. Returns
 * `null` when no watch is available. A folder created before the watch began is not reported, so the caller has to
 * check again.
 */
export function watchArrival(path: string, changed: () => void): ArrivalWatch | null {
  for (let missing = path, folder = dirname(path); ; missing = folder, folder = dirname(folder)) {
    const names = [basename(missing), basename(folder)]
    const notice = (_: string, name: string | null): void => {
      if (name === null || names.includes(name)) changed()
    }
    try {
      const watcher = watch(folder, { persistent: false }, guarded(PART, notice))
      watcher.on(
        'error',
        guarded(PART, () => watcher.close()),
      )
      return { folder, close: () => watcher.close() }
    } catch {
      if (folder === dirname(folder)) return null
    }
  }
}
