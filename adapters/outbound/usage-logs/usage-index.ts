import { identity } from 'fp-ts/lib/function.js'
import {
  requestedCells,
  usageDocument,
  type DocumentRequest,
  type EncodeUsage,
  type UsageDocument,
} from '../../../application/usage/usage-document.js'
import type { UsageCell } from '../../../domain/usage/cell.js'
import type { ReadingProgress } from '../../../domain/usage/reading-progress.js'
import { quartersOf, type QuartersQuery, type QuarterUsage } from '../../../domain/usage/quarters.js'
import type { Report, ReportQuery } from '../../../domain/usage/report.js'
import { turnUsageOf, type TurnsQuery, type TurnUsage } from '../../../domain/usage/turn-usage.js'
import { guarded } from '../../../infrastructure/guard/guard.js'
import { makePace, type Pace } from '../../../infrastructure/threads/pace.js'
import { folderFollower } from './folder-follower.js'
import { readIndex, writeIndex } from './index-file.js'
import { findLogs, type LogFormats, type LogRoot } from './log-files.js'
import { messageStore } from './message-store.js'
import { reader, type HelperResult, type HelperSettings, type Todo } from './reading.js'
import { reportOf } from './report-of.js'
import { isUnchanged } from './scan-file.js'

/** Cells of a report out of all that are in its time. */
type SelectCells = (cells: Iterable<UsageCell>) => Iterable<UsageCell>

export interface UsageIndexDeps {
  readonly roots: ReadonlyArray<LogRoot>
  readonly formats: LogFormats
  readonly indexFile: string
  /** Lets another thread read along. */
  readonly help: (share: Pick<HelperSettings, 'todo' | 'next'>) => Promise<HelperResult>
  readonly tell: (progress: ReadingProgress) => void
  readonly encode: EncodeUsage
}

/** Reads the logs and keeps what they came to. */
export interface UsageIndex {
  /** Reads everything that is on disk at the time of the call, then reports. */
  readonly report: (query: ReportQuery) => Promise<Report>
  /** Reports at once; `null` before the first reading has ended. Starts a reading unless one is in progress. */
  readonly reportSoFar: (query: ReportQuery) => Report | null
  /** A report in the form that clients read; with `waits` as `report`, otherwise as `reportSoFar`, and never nothing. */
  readonly document: (request: DocumentRequest, waits: boolean) => Promise<UsageDocument>
  /** Sums by quarter of an hour at once, as `reportSoFar`. */
  readonly quarters: (query: QuartersQuery) => ReadonlyArray<QuarterUsage> | null
  /** Sums by turns of everything that is on disk; `null` at once before the first reading has ended. Starts a reading. */
  readonly turns: (query: TurnsQuery) => Promise<ReadonlyArray<TurnUsage> | null>
  readonly progress: () => ReadingProgress
  /** Turns reading on changes of the logs on or off. */
  readonly follow: (isFollowed: boolean) => void
  /** Writes the index and stops. */
  readonly close: () => void
}

/** Bytes to read from which another thread is started. */
const HELP_BYTES = 33_554_432
/** Days that a report looks back at least, and that no two zones are apart. */
const [LONGEST_MONTH, OTHER_ZONES] = [31, 2]
const DAY_MS = 86_400_000
/** The thread listens to the hub at least so often while it reads. */
const TURN_MS = 15
/** Interval between progress reports. */
const TELL_MS = 500
/** The index is written soon after much was read, after less when it has been quiet. */
const MUCH_BYTES = 8_388_608
const SAVE_SOON_MS = 50
const SAVE_MS = 30_000

export function openUsageIndex({ roots, formats, indexFile, help, tell, encode }: UsageIndexDeps): UsageIndex {
  const pace = makePace('index of agent logs')
  const kept = readIndex(indexFile)
  const store = messageStore(kept?.messages)
  const read = reader(formats, store.put)
  let logs = new Map(kept?.logs.map((log) => [log.path, log]))
  let isComplete = kept !== null
  let unreadable: ReadonlyArray<string> = []
  let running: Promise<void> | null = null
  let following: Promise<void> | null = null
  let unsavedBytes = 0
  let latest: Omit<ReadingProgress, 'revision'> = { state: 'scanning', filesRead: 0, files: 0, bytesRead: 0, bytes: 0 }
  /** True when the last notification was about a reading in progress. */
  let isToldToGoOn = true
  let saving: NodeJS.Timeout | null = null

  const progressNow = (): ReadingProgress => ({ ...latest, revision: store.revision() })
  const tellNow = (): void => {
    isToldToGoOn = latest.state === 'scanning'
    tell(progressNow())
  }

  const readAll = async (): Promise<void> => {
    const before = store.revision()
    const found = findLogs(roots, formats)
    const todo: Todo[] = found.files
      .map((file) => ({ file, known: logs.get(file.path) }))
      .filter(({ file, known }) => !isUnchanged(file, known))
      .sort((one, other) => bytesLeft(other) - bytesLeft(one))
    const next = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
    const progress = progressOver(found.files, todo, new Int32Array(next))
    const left = todo.reduce((sum, one) => sum + bytesLeft(one), 0)
    let helping: Promise<HelperResult> | null = null
    const getHelp = (): void => {
      if (helping !== null || left <= HELP_BYTES || !pace.isAwaited()) return
      helping = help({ todo, next })
      // Should it fail while this thread still reads.
      helping.catch(() => undefined)
    }
    getHelp()
    const own = await read(
      todo,
      next,
      turns(pace, getHelp, () => {
        latest = progress('scanning')
        tellNow()
      }),
    )
    // Assigned in a callback, which the compiler does not follow.
    const helped = await (helping as Promise<HelperResult> | null)
    if (helped !== null) store.absorb(helped.messages)

    // Drops the positions of deleted logs. Their usage stays.
    const present = new Set(found.files.map(({ path }) => path))
    logs = new Map([...logs].filter(([path]) => present.has(path)))
    for (const log of [...own.read, ...(helped?.read ?? [])]) logs.set(log.path, log)
    unreadable = [...new Set([...found.unreadable, ...own.unreadable, ...(helped?.unreadable ?? [])])].sort()
    const isNews = store.revision() !== before || !isComplete
    isComplete = true
    if (todo.length > 0) saveLater(left)
    follower.sync(found.folders)
    latest = progress('ready')
    if (isNews || isToldToGoOn) tellNow()
  }

  const begin = (): Promise<void> => {
    running = readAll().finally(() => {
      running = null
    })
    return running
  }

  /** Reads everything that was written before this call: a reading in progress is followed by another one. */
  const readFresh = (): Promise<void> => {
    if (running === null) return begin()
    following ??= running
      .catch(() => undefined)
      .then(() => {
        following = null
        return begin()
      })
    return following
  }

  const follower = folderFollower(() => {
    readFresh().catch(() => undefined)
  })

  const save = (): void => {
    if (saving !== null) clearTimeout(saving)
    saving = null
    if (unsavedBytes === 0) return
    unsavedBytes = 0
    writeIndex(indexFile, { messages: store.stored(), logs: [...logs.values()] })
  }

  const saveLater = (bytes: number): void => {
    unsavedBytes += Math.max(1, bytes)
    if (saving !== null) clearTimeout(saving)
    // Closing saves as well: nothing stays alive for it.
    saving = setTimeout(
      guarded('index of agent logs', save),
      unsavedBytes >= MUCH_BYTES ? SAVE_SOON_MS : SAVE_MS,
    ).unref()
  }

  const sums = (query: ReportQuery, select: SelectCells = identity): Report => {
    const longest = Math.max(query.days, LONGEST_MONTH) + OTHER_ZONES
    return { ...reportOf(select(store.cells(query.now - longest * DAY_MS)), query), unreadable }
  }

  const report = async (query: ReportQuery, select?: SelectCells): Promise<Report> => {
    await pace.awaited(readFresh)
    return sums(query, select)
  }
  /** A page that shows the progress waits for the reading, although its request does not. */
  const shown = <A>(answer: A): A => {
    if (running !== null) pace.awaited(() => running).catch(() => undefined)
    return answer
  }
  const soFar = <A>(sum: () => A): A | null => {
    if (running === null) begin().catch(() => undefined)
    return isComplete ? sum() : null
  }
  const reportSoFar = (query: ReportQuery, select?: SelectCells): Report | null => soFar(() => sums(query, select))

  return {
    report: (query) => report(query),
    reportSoFar: (query) => reportSoFar(query),
    document: async (request, waits) => {
      const { query } = request
      const select: SelectCells = (cells) => requestedCells(cells, request)
      const made = waits ? await report(query, select) : (shown(reportSoFar(query, select)) ?? reportOf([], query))
      return usageDocument(encode, request, made, progressNow())
    },
    quarters: (query) => soFar(() => quartersOf(store.cells(query.since), query)),
    turns: async (query) => {
      const reading = pace.awaited(readFresh)
      if (!isComplete) {
        reading.catch(() => undefined)
        return null
      }
      await reading
      return turnUsageOf(store.messages(query.conversation, query.starts[0] ?? Infinity), query)
    },
    progress: progressNow,
    follow: follower.follow,
    close: () => {
      follower.follow(false)
      save()
    },
  }
}

const bytesLeft = ({ file, known }: Todo): number => Math.max(0, file.size - (known?.offset ?? 0))

/** Progress of a reading. Counts a log as read once a thread has begun it. */
function progressOver(
  files: ReadonlyArray<Todo['file']>,
  todo: ReadonlyArray<Todo>,
  next: Int32Array,
): (state: ReadingProgress['state']) => Omit<ReadingProgress, 'revision'> {
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  let left = todo.reduce((sum, one) => sum + bytesLeft(one), 0)
  let begun = 0
  return (state) => {
    const upTo = Math.min(todo.length, Atomics.load(next, 0))
    for (; begun < upTo; begun++) left -= todo[begun] === undefined ? 0 : bytesLeft(todo[begun] as Todo)
    return { state, files: files.length, filesRead: files.length - todo.length + begun, bytes, bytesRead: bytes - left }
  }
}

/** Called between two logs. Yields to the event loop after a while and reports progress. */
function turns(pace: Pace, turned: () => void, tellProgress: () => void): () => Promise<void> {
  let [turnedAt, toldAt] = [performance.now(), performance.now()]
  return async () => {
    const now = performance.now()
    if (now - turnedAt < TURN_MS) return
    await pace.pause(now - turnedAt)
    turned()
    turnedAt = performance.now()
    if (now - toldAt < TELL_MS) return
    toldAt = now
    tellProgress()
  }
}
