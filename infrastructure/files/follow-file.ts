import { watch, type BigIntStats, type FSWatcher } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { guarded } from '../guard/guard.js'
import { isOnRemoteFileSystem } from './remote-file-system.js'

const PART = 'watch of a file'

/** Change of a file. `grown`: bytes may have been added. `replaced`: another file has its path, or it is shorter than before. */
export type FileChange = 'grown' | 'replaced'

/** File that is followed. */
export interface FollowOptions {
  /** Path of the file now; `null` while there is none. */
  readonly find: () => Promise<string | null>
  /** Called once when following has begun, also without a file, and after each change, with the bytes of the file; `null` without one. */
  readonly changed: (change: FileChange, bytes: number | null) => void
  /** Reads the file from time to time only, as on a network file system. */
  readonly isPolled?: boolean
  /** Interval of looks while nothing is watched, in milliseconds. */
  readonly lookEveryMs?: number
}

/** Least time between two looks: a file that is written a hundred times a second is reported 25 times. */
const GATHER_MS = 40
/** While nothing is watched: the file is missing, on a network file system, or no watches are left. */
const LOOK_EVERY_MS = 1_500
/** Interval of looks beside a watch, for a folder that was moved away. */
const LOOK_ANYWAY_MS = 15_000

/** Reports changes of a file by a watch on its folder. The file may be missing, replaced, shortened and moved. Returns a function that stops it. */
export function followFile({
  find,
  changed,
  isPolled = false,
  lookEveryMs = LOOK_EVERY_MS,
}: FollowOptions): () => void {
  let isStopped = false
  let isLooking = false
  /** Number of events. */
  let heardCount = 0
  /** A look for an event will begin soon. */
  let isAwaited = false
  let timer: NodeJS.Timeout | undefined
  let watched: { readonly folder: string; readonly watcher: FSWatcher | null } | null = null
  let name = ''
  /** `undefined` before the first look. */
  let last: BigIntStats | null | undefined
  let lookedAt = 0

  const unwatch = (): void => {
    watched?.watcher?.close()
    watched = null
  }

  const listen = (folder: string): FSWatcher | null => {
    const heard = (_: string, file: string | null): void => {
      // The folder itself was removed or moved.
      if (file === basename(folder) && file !== name) unwatch()
      else if (file !== null && file !== name) return
      notice()
    }
    try {
      const watcher = watch(folder, { persistent: false }, guarded(PART, heard))
      return watcher.on('error', guarded(PART, unwatch))
    } catch {
      return null // It has gone, or there are no watches left.
    }
  }

  const arrange = async (file: string): Promise<void> => {
    name = basename(file)
    const folder = dirname(file)
    if (watched?.folder === folder) return
    unwatch()
    const watcher = isPolled || (await isOnRemoteFileSystem(folder)) ? null : listen(folder)
    if (isStopped) watcher?.close()
    else watched = { folder, watcher }
  }

  const look = async (): Promise<void> => {
    isLooking = true
    isAwaited = false
    const before = heardCount
    const file = await find().catch(() => null)
    if (file === null) unwatch()
    else if (!isStopped) await arrange(file)
    const stats = file === null ? null : await lstat(file, { bigint: true }).catch(() => null)
    isLooking = false
    if (isStopped) return
    const change = changeOf(last, stats)
    last = stats
    lookedAt = performance.now()
    wake(heardCount > before ? GATHER_MS : watched?.watcher ? LOOK_ANYWAY_MS : lookEveryMs)
    if (change !== null) changed(change, stats === null ? null : Number(stats.size))
  }
  const awake = guarded(PART, look)

  const wake = (delayMs: number): void => {
    clearTimeout(timer)
    timer = setTimeout(awake, delayMs).unref()
  }

  /** The first of several changes is read at once. */
  const notice = (): void => {
    heardCount += 1
    if (isStopped || isLooking || isAwaited) return
    isAwaited = true
    wake(Math.max(lookedAt + GATHER_MS - performance.now(), 0))
  }

  awake()
  return () => {
    isStopped = true
    clearTimeout(timer)
    unwatch()
  }
}

function changeOf(before: BigIntStats | null | undefined, now: BigIntStats | null): FileChange | null {
  if (before === undefined) return 'grown'
  if (before === null || now === null) return before === now ? null : before === null ? 'grown' : 'replaced'
  if (before.dev !== now.dev || before.ino !== now.ino || before.birthtimeNs !== now.birthtimeNs) return 'replaced'
  if (now.size < before.size) return 'replaced'
  return now.size > before.size || now.mtimeNs !== before.mtimeNs ? 'grown' : null
}
