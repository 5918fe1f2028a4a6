import type { BigIntStats, Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Coverage, FileEventsListener } from '../../../application/files/file-events.port.js'
import { isOfTools } from '../../../domain/files/listing.js'
import { parentOf, type PathChange } from '../../../domain/files/path-change.js'
import { detach, guarded } from '../../../infrastructure/guard/guard.js'
import { watchArrival, type ArrivalWatch } from '../../../infrastructure/files/arrival-watch.js'
import { folderWatches, type WatchBudget, type WatchOutcome } from './folder-watches.js'
import { IGNORE_FILE, treeRules, type TreeRules } from '../../../infrastructure/git/tree-rules.js'

export interface TreeWatchOptions {
  readonly root: string
  readonly listener: FileEventsListener
  readonly budget: WatchBudget
  /** Maximum for this tree. */
  readonly maxFolders: number
  /** Pause between two looks at what is not watched, at least. */
  readonly lookEveryMs: number
}

/** Deeper folders are not watched: matching ignore rules is slow there, and they are rarely edited. */
const MAX_DEPTH = 64
/** A look goes no further than this; a person's whole disk would keep it busy for ever. */
const MAX_VISITED = 100_000
/** More at a time are looked after by a new look at the whole tree: the system may have dropped some by itself. */
const MAX_PENDING = 10_000
/** Pause after scanning unwatched folders, as a multiple of the time that the scan took. */
const REST = 20
/** Clocks of file systems tick in some milliseconds, and a look takes its time. */
const CLOCK_MARGIN_MS = 2_000

const NS_PER_MS = 1_000_000n

const PART = 'file watch'

/**
 * Watches every folder of a tree, the nearest to the root first, and looks at the others now and then. A folder is
 * watched before it is read, so that nothing falls in between.
 */
export function watchTree(options: TreeWatchOptions): () => void {
  const { root, listener, lookEveryMs } = options
  const stopped = new AbortController()
  let rules: TreeRules | null = null
  let told: Coverage | null = null
  let timer: NodeJS.Timeout | undefined
  let lookedAtMs: number | null = null
  /** Folders to go through, with all below. */
  const wanted = new Set<string>()
  /** Paths to ask the disk about. */
  const pending = new Map<string, PathChange['type']>()
  let arrival: ArrivalWatch | null = null
  let isBusy = false

  const watches = folderWatches({
    ...options,
    told: guarded(PART, heard, lookSoon),
    dropped: (folder) => rules?.forget(folder),
  })

  // A listener that throws costs neither the watch nor the other changes.
  const changed = guarded('file events', listener.changed)
  const covered = guarded('file events', listener.covered)
  const tell = (type: PathChange['type'], path: string, isDeep = false): void => {
    if (!stopped.signal.aborted) changed({ type, path, isDeep })
  }
  const want = (folder: string): void => {
    wanted.add(folder)
    work()
  }

  function heard(folder: string, type: PathChange['type'], name: string | null): void {
    if (name === null) {
      tell('rename', folder, true)
      want(folder)
    } else if (!isOfTools(name)) {
      const path = below(folder, name)
      const isKnown = type === 'change' && name !== basename(join(root, folder)) // a folder tells of itself so
      if (isKnown) {
        if (rules?.isIgnored(path, watches.has(path) ? 'folder' : 'file') === false) tell(type, path)
      } else ask(path, type)
      if (name === IGNORE_FILE || isRemovalOfRoot(folder, type, name)) want(folder)
    }
  }

  /**
   * True when the root may have been removed or moved, of which no folder around it tells; a new one may be in its place.
   * An entry of the same name is reported alike.
   */
  const isRemovalOfRoot = (folder: string, type: PathChange['type'], name: string): boolean =>
    folder === '' && type === 'rename' && name === basename(root)

  function ask(path: string, type: PathChange['type']): void {
    if (pending.get(path) !== 'rename') pending.set(path, type)
    if (pending.size > MAX_PENDING) {
      pending.clear()
      tell('rename', '', true)
      wanted.add('')
    }
    work()
  }

  /** Runs one task at a time, which limits the load to a share of one core. */
  function work(): void {
    if (isBusy || stopped.signal.aborted) return
    isBusy = true
    // The failed change is off the list. The others are handled at once, and the whole tree is read again later.
    detach(PART, workOff, () => {
      lookSoon()
      if (pending.size + wanted.size > 0) work()
    })
  }

  async function workOff(): Promise<void> {
    try {
      rules ??= await treeRules(root, isOfTools)
      while (!stopped.signal.aborted) {
        const [next] = pending
        const [folder] = wanted
        if (next !== undefined) {
          pending.delete(next[0])
          await settle(...next, rules)
        } else if (folder !== undefined) {
          wanted.delete(folder)
          await goThrough(folder, rules)
        } else break
      }
    } finally {
      isBusy = false
    }
  }

  /** Finds out what a change means. */
  async function settle(path: string, type: PathChange['type'], by: TreeRules): Promise<void> {
    const stats = await statsOf(join(root, path))
    if (stats !== null) {
      const isFolder = stats.isDirectory()
      if (by.isIgnored(path, isFolder ? 'folder' : 'file')) return
      tell(type, path)
      if (isFolder && depthOf(path) <= MAX_DEPTH) wanted.add(path)
    } else if ((await statsOf(join(root, parentOf(path)))) !== null) {
      watches.drop(path)
      if (type === 'rename' && !by.isIgnored(path, 'unknown')) tell(type, path)
    } else wanted.add('') // its folder went too, which that one's folder tells; the root's own is found so
  }

  async function goThrough(from: string, by: TreeRules): Promise<void> {
    const [startedAt, since] = [Date.now(), lookedAtMs]
    if (from === '') lookedAtMs = startedAt
    const outcomes = new Set<WatchOutcome>()
    const queue = [from]
    for (let at = 0; at < Math.min(queue.length, MAX_VISITED) && !stopped.signal.aborted; at += 1) {
      const folder = queue[at] ?? ''
      queue.push(...(await visit(folder, by, outcomes, since)))
    }
    if (queue.length > MAX_VISITED) outcomes.add('limit')
    if (stopped.signal.aborted) return
    if (from === '' || outcomes.has('limit') || outcomes.has('exhausted')) cover(outcomes)
    if (from === '') followRoot()
    if (told?._tag !== 'Whole')
      lookAgain(Math.max(lookEveryMs, told?._tag === 'Partial' ? REST * (Date.now() - startedAt) : 0))
  }

  /** Watches a folder, or looks at it when it cannot be watched; answers with the folders in it. */
  async function visit(
    folder: string,
    by: TreeRules,
    outcomes: Set<WatchOutcome>,
    since: number | null,
  ): Promise<ReadonlyArray<string>> {
    const stats = await statsOf(join(root, folder))
    if (stopped.signal.aborted) return []
    if (stats?.isDirectory() !== true) {
      watches.drop(folder)
      if (folder === '') outcomes.add('gone')
      return []
    }
    const isTired = outcomes.has('exhausted') && !watches.has(folder)
    const outcome = isTired ? 'exhausted' : watches.add(folder, stats)
    outcomes.add(folder === '' || outcome !== 'gone' ? outcome : 'present')
    const entries = await entriesOf(join(root, folder))
    await by.read(
      folder,
      entries.some(({ name }) => name === IGNORE_FILE),
    )
    const kept = entries.filter(
      (entry) => !by.isIgnored(below(folder, entry.name), entry.isDirectory() ? 'folder' : 'file'),
    )
    const folders = new Set(kept.filter((entry) => entry.isDirectory()).map(({ name }) => below(folder, name)))
    for (const known of watches.below(folder)) if (!folders.has(known)) watches.drop(known)
    if (told !== null && outcome === 'new') for (const { name } of kept) tell('rename', below(folder, name))
    if (since !== null && (outcome === 'limit' || outcome === 'exhausted'))
      if (await hasChanged(folder, stats, kept, since - CLOCK_MARGIN_MS)) tell('rename', folder, true)
    return depthOf(folder) < MAX_DEPTH ? [...folders] : []
  }

  async function hasChanged(
    folder: string,
    stats: BigIntStats,
    entries: ReadonlyArray<Dirent>,
    sinceMs: number,
  ): Promise<boolean> {
    if (isAfter(stats, sinceMs)) return true
    for (const entry of entries) {
      if (stopped.signal.aborted) return false
      if (entry.isDirectory()) continue
      const found = await statsOf(join(root, folder, entry.name))
      if (found !== null && isAfter(found, sinceMs)) return true
    }
    return false
  }

  function cover(outcomes: ReadonlySet<WatchOutcome>): void {
    const wasGone = told?._tag === 'Gone'
    const next = coverageOf(outcomes, watches.count())
    if (told !== null && isSame(told, next)) return
    told = next
    covered(next)
    if (wasGone) tell('rename', '', true)
  }

  function lookAgain(delayMs: number): void {
    clearTimeout(timer)
    if (!stopped.signal.aborted) timer = setTimeout(guarded(PART, want), delayMs, '').unref()
  }
  function lookSoon(): void {
    lookAgain(lookEveryMs)
  }

  /** Watches the nearest existing folder above a missing root, so that its return is noticed at once. */
  function followRoot(): void {
    const before = arrival
    arrival = told?._tag === 'Gone' ? watchArrival(root, () => want('')) : null
    before?.close()
    if (arrival !== null && arrival.folder !== before?.folder) wanted.add('') // it may have come before this watch
  }

  want('')
  return () => {
    stopped.abort()
    clearTimeout(timer)
    arrival?.close()
    watches.drop('')
  }
}

function coverageOf(outcomes: ReadonlySet<WatchOutcome>, watchedFolders: number): Coverage {
  if (outcomes.has('gone')) return { _tag: 'Gone' }
  if (outcomes.has('exhausted')) return { _tag: 'Partial', reason: 'exhausted', watchedFolders }
  if (outcomes.has('limit')) return { _tag: 'Partial', reason: 'limit', watchedFolders }
  return { _tag: 'Whole' }
}

const isSame = (one: Coverage, other: Coverage): boolean =>
  one._tag === 'Partial' && other._tag === 'Partial' ? one.reason === other.reason : one._tag === other._tag

const below = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)

const depthOf = (path: string): number => (path === '' ? 0 : path.split('/').length)

const isAfter = ({ ctimeNs }: BigIntStats, ms: number): boolean => Number(ctimeNs / NS_PER_MS) >= ms

const statsOf = (path: string): Promise<BigIntStats | null> => lstat(path, { bigint: true }).catch(() => null)

const entriesOf = (path: string): Promise<ReadonlyArray<Dirent>> =>
  readdir(path, { withFileTypes: true }).catch(() => [])
