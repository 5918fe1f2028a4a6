import type { watch as watchPaths } from 'chokidar'
import type { EventName } from 'chokidar/handler.js'
import { constants, type Stats } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Coverage } from '../../../application/files/file-events.port.js'
import { parentOf, type PathChange } from '../../../domain/files/path-change.js'
import { detach, guarded } from '../../../infrastructure/guard/guard.js'
import { IGNORE_FILE, type TreeRules } from '../../../infrastructure/git/tree-rules.js'
import { below, entriesOf, isNear, kindOf, type TreeSurvey } from './tree-survey.js'

export interface PollOptions {
  readonly watch: typeof watchPaths
  readonly root: string
  /** With the lists of all surveyed folders. */
  readonly rules: TreeRules
  readonly survey: TreeSurvey
  readonly intervalMs: number
  /** Not less than that of any open poll: chokidar takes a path away from a poll when one with a smaller interval wants it too. */
  readonly pollMs: number
  readonly maxPaths: number
  readonly tell: (type: PathChange['type'], path: string) => void
}

/** Open chokidar watcher of one tree. */
export interface Poll {
  readonly pollMs: number
  readonly coverage: Coverage
  /** True when the poll must be reopened: ignore lists changed, the tree grew, or reading failed. */
  readonly isStale: () => boolean
  /**
   * Finds changes between the moment at which chokidar read a new path and its first poll of that path. `false` until
   * that is done for all paths of the first read.
   */
  readonly settle: () => Promise<boolean>
  readonly close: () => void
}

/** Details of a `raw` event while polling. */
interface PolledStats {
  readonly curr: Stats
  readonly prev: Stats
}

/** Calls of `stat` in one second, of all paths together: less than a tenth of a core. */
const STATS_PER_SECOND = 5_000
/** Paths that chokidar starts to poll at a time. */
const PORTION = 25
/** Growth of a tree up to which its interval stays. */
const MAX_GROWTH = 2
/** Pause before the tree is read again after an error. */
const RETRY_MS = 10_000

const PART = 'file watch'

/** Pause between two polls of a path, ms. */
export const pollIntervalOf = ({ paths }: TreeSurvey, leastMs: number): number =>
  Math.max(leastMs, Math.ceil((paths.length / STATS_PER_SECOND) * 1_000)) // Node takes whole numbers only

export function openPoll({ watch, root, rules, survey, intervalMs, pollMs, maxPaths, tell }: PollOptions): Poll {
  const mostPaths = Math.min(
    maxPaths,
    MAX_GROWTH * Math.max(survey.paths.length, (intervalMs / 1_000) * STATS_PER_SECOND),
  )
  const openedAt = Date.now()
  /** Paths that chokidar polls. */
  const polled = new Set<string>()
  /** Paths that were found lately, with the time of that. */
  const recent = new Map<string, { readonly stats: Stats; readonly at: number }>()
  /** Paths of the survey that chokidar may read already, until it has all of them. */
  const admitted = new Set<string>()
  /** Paths of the survey that chokidar has not found yet. */
  const awaited = new Set(survey.paths)
  let readyAt: number | null = null
  let isSettled = false
  let isOutdated = false
  let hasFailed = false
  let isClosed = false
  /** Ends when the events so far are handled; each may have to read an ignore list first. */
  let handled = Promise.resolve()

  const pathOf = (absolute: string): string => absolute.slice(root.endsWith('/') ? root.length : root.length + 1)

  /** chokidar looks into the folder above a root that has gone, and opens again when it finds something after its close. */
  const isElsewhere = (absolute: string): boolean =>
    isClosed || (absolute !== root && !absolute.startsWith(root.endsWith('/') ? root : `${root}/`))

  const isLeftOut = (absolute: string, stats: Stats | undefined): boolean => {
    if (isElsewhere(absolute)) return true
    const path = pathOf(absolute)
    if (path === '') return false
    if (readyAt === null && !admitted.has(path)) return true
    if (!survey.isWhole && !survey.folders.has(parentOf(path))) return true
    if (basename(path) === IGNORE_FILE) return false
    if (stats === undefined) return rules.isIgnored(path, 'file') && rules.isIgnored(path, 'folder')
    if (stats.isDirectory() && (!isNear(path) || (!survey.isWhole && !survey.folders.has(path)))) return true
    return rules.isIgnored(path, kindOf(stats))
  }

  const tellUnlessIgnored = (type: PathChange['type'], path: string, kind: 'file' | 'folder'): void => {
    if (!isClosed && !rules.isIgnored(path, kind)) tell(type, path)
  }

  const heard = (event: EventName, absolute: string, stats?: Stats): void => {
    const path = pathOf(absolute)
    const isNew = event === 'add' || event === 'addDir'
    const isAwaited = isNew && awaited.delete(path)
    if (isNew && stats !== undefined && (!isAwaited || event === 'addDir')) recent.set(path, { stats, at: Date.now() })
    if (path === '') return
    if (event !== 'change') polled[isNew ? 'add' : 'delete'](path)
    if (isAwaited || readyAt === null) return
    if (basename(path) === IGNORE_FILE) isOutdated = true
    const kind = event.endsWith('Dir') ? 'folder' : 'file'
    const type = event === 'change' ? 'change' : 'rename'
    handled = handled.then(async () => {
      if (event === 'addDir') await rules.read(path, true)
      tellUnlessIgnored(type, path, kind)
    })
    detach(PART, handled)
  }

  /** Any change of a path's `stat` but its access time; chokidar itself reports neither an older time nor another inode. */
  const polledAnew = (_: string, absolute: string, details: unknown): void => {
    const { curr, prev } = details as PolledStats
    const path = pathOf(absolute)
    if (path === '' || readyAt === null || curr.ino === 0 || prev.ino === 0) return
    const isOther = curr.ino !== prev.ino || curr.birthtimeMs !== prev.birthtimeMs
    if (((curr.mode ^ prev.mode) & constants.S_IFMT) !== 0) isOutdated = true
    if (basename(path) === IGNORE_FILE) isOutdated = true
    if (isOther && curr.isDirectory()) recent.set(path, { stats: curr, at: Date.now() })
    if (isOther || !curr.isDirectory()) tellUnlessIgnored(isOther ? 'rename' : 'change', path, kindOf(curr))
  }

  const watcher = watch(root, {
    usePolling: true,
    interval: pollMs,
    binaryInterval: pollMs,
    persistent: false,
    followSymlinks: false,
    ignorePermissionErrors: true,
    atomic: false,
    alwaysStat: true,
    ignored: isLeftOut,
  })
    .on('all', guarded(PART, heard))
    .on('raw', guarded(PART, polledAnew))
    .once('ready', guarded(PART, feed))
    .on(
      'error',
      guarded(PART, () => void (hasFailed = true)),
    )

  /** Hands the tree over in portions: chokidar reads a whole tree without a break for other work. */
  async function feed(): Promise<void> {
    for (let at = 0; at < survey.paths.length && !isClosed; at += PORTION) {
      const portion = survey.paths.slice(at, at + PORTION)
      for (const path of portion) admitted.add(path)
      watcher.add(portion.map((path) => join(root, path)))
      await lstat(root).catch(() => null) // queued behind the reads of the portion
    }
    readyAt = Date.now()
    admitted.clear()
  }

  async function settlePath(path: string, before: Stats): Promise<void> {
    if (before.isDirectory()) {
      for (const entry of await entriesOf(join(root, path))) {
        const inside = below(path, entry.name)
        if (!isClosed && !polled.has(inside) && !rules.isIgnored(inside, kindOf(entry))) watcher.add(join(root, inside))
      }
      return
    }
    const now = await lstat(join(root, path)).catch(() => null)
    if (now !== null && (now.mtimeMs !== before.mtimeMs || now.size !== before.size))
      tellUnlessIgnored('change', path, 'file')
  }

  return {
    pollMs,
    coverage: survey.isWhole
      ? { _tag: 'Whole' }
      : { _tag: 'Partial', reason: 'limit', watchedFolders: survey.folders.size },
    isStale: () =>
      isOutdated || (survey.isWhole && polled.size > mostPaths) || (hasFailed && Date.now() - openedAt >= RETRY_MS),
    settle: async () => {
      if (readyAt === null) return false
      const due = [...recent].filter(([, { at }]) => Date.now() - at >= intervalMs)
      for (const [path, { stats }] of due) {
        recent.delete(path)
        await settlePath(path, stats)
      }
      isSettled ||= [...recent.values()].every(({ at }) => at > (readyAt ?? 0))
      if (isSettled) awaited.clear()
      return isSettled
    },
    close: () => {
      isClosed = true
      detach(PART, watcher.close())
    },
  }
}
