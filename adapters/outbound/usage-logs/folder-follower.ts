import { watch, type FSWatcher } from 'node:fs'
import { guarded } from '../../../infrastructure/guard/guard.js'

/** Watches folders for changes while following is on. */
export interface FolderFollower {
  readonly follow: (isFollowed: boolean) => void
  /** The folders that there are now. */
  readonly sync: (folders: ReadonlyArray<string>) => void
}

/** Delay between a change and its reading: an agent writes several lines at once. */
const GATHER_MS = 200
/** Interval of periodic reads, for folders that cannot be watched and for missed events. */
const ANYWAY_MS = 30_000
/** A person has some hundred; each takes a watch of the kernel's. */
const MOST_FOLDERS = 4_096

const PART = 'watch of agent logs'

export function folderFollower(onChange: () => void): FolderFollower {
  const watchers = new Map<string, FSWatcher>()
  let folders: ReadonlyArray<string> = []
  let isFollowed = false
  let gathering: NodeJS.Timeout | null = null
  let anyway: NodeJS.Timeout | null = null

  const gathered = guarded(PART, () => {
    gathering = null
    onChange()
  })
  const changed = guarded(PART, () => {
    gathering ??= setTimeout(gathered, GATHER_MS)
  })

  const unwatch = (folder: string): void => {
    watchers.get(folder)?.close()
    watchers.delete(folder)
  }

  const watchFolder = (folder: string): void => {
    try {
      const watcher = watch(folder, { persistent: false }, changed)
      watcher.on(
        'error',
        guarded(PART, () => unwatch(folder)),
      )
      watchers.set(folder, watcher)
    } catch {
      // It has gone, or there are no watches left; then the clock reads it.
    }
  }

  const arrange = (): void => {
    const wanted = new Set(isFollowed ? folders.slice(0, MOST_FOLDERS) : [])
    for (const folder of watchers.keys()) if (!wanted.has(folder)) unwatch(folder)
    for (const folder of wanted) if (!watchers.has(folder)) watchFolder(folder)
  }

  return {
    follow: (wanted) => {
      isFollowed = wanted
      if (anyway !== null) clearInterval(anyway)
      if (gathering !== null) clearTimeout(gathering)
      gathering = null
      anyway = wanted ? setInterval(changed, ANYWAY_MS) : null
      arrange()
      if (wanted) changed()
    },
    sync: (present) => {
      folders = present
      arrange()
    },
  }
}
