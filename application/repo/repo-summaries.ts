import * as E from 'fp-ts/lib/Either.js'
import { summaryOf, type RepoSummary } from '../../domain/repo/work-tree.js'
import type { Instant } from '../../domain/shared/instant.js'
import { detach } from '../shared/detached.js'
import type { RepoPorts } from './ports.js'

/** One-line summaries of repositories, updated in the background. Callers never wait for git. */
export interface RepoSummaries {
  /**
   * Last known summary of each folder. Absent where there is no repository, or it could not be or was not yet read. A
   * call schedules a new reading of old entries. Returns the same map as long as nothing in it changed.
   */
  readonly look: (directories: ReadonlyArray<string>) => ReadonlyMap<string, RepoSummary>
  /** Schedules a new reading of this folder and of related folders, as far as they are being followed. */
  readonly touch: (directory: string) => void
  /** Calls `listener` whenever the result of `look` has changed. Returns an unsubscribe function. */
  readonly watch: (listener: () => void) => () => void
  readonly close: () => void
}

/** A little less than the pace at which clients ask, so that each round finds what the one before it set off. */
const FRESH_MS = 4_000
/** After a reading, the next one rests this many times as long as it took: a slow repository takes 1/11 of a core. */
const REST = 10
/** An agent at work touches its folder several times a second. */
const LEAST_REST_MS = 500
/** Time after the last query of a folder at which its entry is dropped. */
const FORGET_MS = 60_000
/** Readings at a time: one core is left for all else. */
const MAX_READING = 2

interface Entry {
  lookedAt: Instant
  readAt: Instant | null
  tookMs: number
  state: 'resting' | 'queued' | 'reading'
  /** Something changed while it was read. */
  isTouched: boolean
  cancelWake: (() => void) | null
  readonly unwatch: () => void
}

export function makeRepoSummaries(deps: Pick<RepoPorts, 'history' | 'repoWatch' | 'clock'>): RepoSummaries {
  const { history, repoWatch, clock } = deps
  const entries = new Map<string, Entry>()
  const queue: string[] = []
  const listeners = new Set<() => void>()
  let known: ReadonlyMap<string, RepoSummary> = new Map()
  let reading = 0

  const set = (directory: string, summary: RepoSummary | null): void => {
    if (isSame(known.get(directory) ?? null, summary)) return
    const next = new Map(known)
    if (summary === null) next.delete(directory)
    else next.set(directory, summary)
    known = next
    for (const listener of [...listeners]) listener()
  }

  const enqueue = (directory: string, entry: Entry): void => {
    entry.cancelWake?.()
    entry.cancelWake = null
    entry.state = 'queued'
    queue.push(directory)
    readNext()
  }

  const readNext = (): void => {
    while (reading < MAX_READING) {
      const directory = queue.shift()
      if (directory === undefined) return
      const entry = entries.get(directory)
      if (entry !== undefined) detach('repository summary', () => read(directory, entry))
    }
  }

  const read = async (directory: string, entry: Entry): Promise<void> => {
    reading += 1
    entry.state = 'reading'
    const startedAt = clock.now()
    let summary: RepoSummary | null = null
    try {
      const found = await history.status(directory)()
      if (E.isRight(found)) summary = summaryOf(found.right)
    } finally {
      reading -= 1
      entry.readAt = clock.now()
      entry.tookMs = entry.readAt - startedAt
      entry.state = 'resting'
      if (entries.get(directory) === entry) {
        set(directory, summary)
        if (takeTouch(entry)) wake(directory, entry)
      }
      readNext()
    }
  }

  /** Reads again once the folder has rested. */
  const wake = (directory: string, entry: Entry): void => {
    if (entry.state === 'reading') entry.isTouched = true
    if (entry.state === 'resting' && entry.cancelWake === null) {
      const wait = (entry.readAt ?? 0) + restOf(entry, LEAST_REST_MS) - clock.now()
      if (wait <= 0) enqueue(directory, entry)
      else entry.cancelWake = clock.after(wait, () => enqueue(directory, entry))
    }
  }

  const entryOf = (directory: string, now: Instant): Entry => {
    const known = entries.get(directory)
    if (known !== undefined) return known
    const entry: Entry = {
      lookedAt: now,
      readAt: null,
      tookMs: 0,
      state: 'resting',
      isTouched: false,
      cancelWake: null,
      unwatch: repoWatch(directory, () => wake(directory, entry)),
    }
    entries.set(directory, entry)
    return entry
  }

  const forget = (directory: string, entry: Entry): void => {
    entries.delete(directory)
    entry.cancelWake?.()
    entry.unwatch()
  }

  return {
    look: (directories) => {
      const now = clock.now()
      for (const directory of directories) {
        const entry = entryOf(directory, now)
        entry.lookedAt = now
        const isOld = entry.readAt === null || now - entry.readAt >= restOf(entry, FRESH_MS)
        if (isOld && entry.state === 'resting') enqueue(directory, entry)
      }
      for (const [directory, entry] of entries) {
        if (now - entry.lookedAt < FORGET_MS) continue
        forget(directory, entry)
        set(directory, null)
      }
      return known
    },
    touch: (directory) => {
      for (const [known, entry] of entries) if (areRelated(known, directory)) wake(known, entry)
    },
    watch: (listener) => {
      const own = (): void => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    close: () => {
      for (const [directory, entry] of [...entries]) forget(directory, entry)
    },
  }
}

/** Returns and resets the flag `isTouched`. */
function takeTouch(entry: Entry): boolean {
  const { isTouched } = entry
  entry.isTouched = false
  return isTouched
}

const restOf = ({ tookMs }: Entry, least: number): number => Math.max(least, REST * tookMs)

const areRelated = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`)

const isSame = (one: RepoSummary | null, other: RepoSummary | null): boolean =>
  one === null || other === null
    ? one === other
    : one.branch === other.branch &&
      one.ahead === other.ahead &&
      one.behind === other.behind &&
      one.dirty === other.dirty
