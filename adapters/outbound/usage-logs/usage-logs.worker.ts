import type { Worker } from 'node:worker_threads'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { UsageDocument } from '../../../application/usage/usage-document.js'
import type { ReadingProgress } from '../../../domain/usage/reading-progress.js'
import type { UsageLogs } from '../../../application/usage/usage-logs.port.js'
import type { QuarterUsage } from '../../../domain/usage/quarters.js'
import type { Report } from '../../../domain/usage/report.js'
import type { TurnUsage } from '../../../domain/usage/turn-usage.js'
import { detach, guarded, reportFault } from '../../../infrastructure/guard/guard.js'
import type { FormatModules, LogRoot } from './log-files.js'
import type { WorkerAnswer, WorkerRequest, UsageIndexSettings, WorkerMessage } from './messages.js'

export interface WorkerUsageLogsDeps {
  readonly clock: Clock
  /** Absolute path of `usage-logs.script.js`. */
  readonly script: string
  readonly roots: ReadonlyArray<LogRoot>
  /** Path of the index that is kept between two starts. Its folder must not be used by another hub. */
  readonly indexFile: string
  readonly formats: FormatModules
  /** Absolute path of a module that exports `encodeUsage`; the thread loads it. */
  readonly encoder: string
}

/** Logs that a thread reads. */
export interface WorkerUsageLogs extends UsageLogs {
  /** Settles when the result is stored. */
  readonly close: () => Promise<void>
}

/** Idle timeout. The worker exits and frees its memory; the index stays on disk. Pages that show usage ask more often. */
const IDLE_MS = 1_800_000
/** Milliseconds. Longer than writing the largest index takes. */
const CLOSE_MS = 5_000
/** Limits of the thread's JavaScript heap; the tables are outside of it. */
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 }

const PART = 'usage thread'

const NOTHING_YET: ReadingProgress = { state: 'scanning', filesRead: 0, files: 0, bytesRead: 0, bytes: 0, revision: 0 }

type Request = WithoutId<Extract<WorkerRequest, { readonly id: number }>>
type WithoutId<A> = A extends unknown ? Omit<A, 'id'> : never

interface Running {
  readonly worker: Worker
  readonly waiting: Map<number, (answer: E.Either<Unavailable, WorkerAnswer>) => void>
  readonly ended: Promise<void>
}

/**
 * Usage logs read in a worker thread. The thread starts with the first query and ends when idle. Listeners are notified
 * of readings that queries cause and of later changes; they do not start the thread.
 */
export function workerUsageLogs({ clock, script, ...settings }: WorkerUsageLogsDeps): WorkerUsageLogs {
  const listeners = new Set<(progress: ReadingProgress) => void>()
  let running: Running | null = null
  let latest = NOTHING_YET
  let lastId = 0
  let cancelIdle = (): void => undefined
  let isClosed = false

  const start = (): Running => {
    if (running !== null) return running
    const workerData: UsageIndexSettings = { role: 'index', ...settings }
    // Loaded with the first query: it takes a megabyte.
    const threads = process.getBuiltinModule('node:worker_threads')
    const worker = new threads.Worker(script, { workerData, resourceLimits: LIMITS })
    worker.unref()
    const waiting: Running['waiting'] = new Map()
    const own: Running = {
      worker,
      waiting,
      ended: new Promise((resolve) => {
        worker.on(
          'exit',
          guarded(PART, () => resolve()),
        )
      }),
    }
    const failed = (detail: string): void => {
      if (running === own) running = null
      for (const settle of waiting.values()) settle(E.left(unavailable('usage-logs', detail)))
      waiting.clear()
    }
    worker.on(
      'error',
      guarded(PART, (error: Error) => {
        reportFault(PART, error)
        failed(error.message)
      }),
    )
    worker.on(
      'exit',
      guarded(PART, () => failed('the thread that reads logs has ended')),
    )
    worker.on(
      'message',
      guarded(PART, (message: WorkerMessage) => hear(own, message)),
    )
    running = own
    if (listeners.size > 0) send(own, { _tag: 'follow', isFollowed: true })
    return own
  }

  const hear = (own: Running, message: WorkerMessage): void => {
    if (message._tag === 'progress') {
      latest = message.progress
      for (const listener of listeners) listener(latest)
      return
    }
    const settle = own.waiting.get(message.id)
    own.waiting.delete(message.id)
    if (own.waiting.size === 0) own.worker.unref()
    if (message._tag === 'answer') latest = message.progress
    settle?.(message._tag === 'answer' ? E.right(message.answer) : E.left(unavailable('usage-logs', message.detail)))
  }

  const send = ({ worker }: Running, request: WorkerRequest): void => {
    worker.postMessage(request)
  }

  const restIdle = (): void => {
    cancelIdle()
    cancelIdle = clock.after(IDLE_MS, () => {
      if (running === null) return
      if (running.waiting.size > 0) restIdle()
      else detach(PART, end(running))
    })
  }

  const end = (own: Running): Promise<void> => {
    if (running === own) running = null
    send(own, { _tag: 'close' })
    const cancel = clock.after(CLOSE_MS, () => detach(PART, () => own.worker.terminate()))
    return own.ended.finally(cancel)
  }

  const ask =
    (request: Request): TE.TaskEither<Unavailable, WorkerAnswer> =>
    () =>
      new Promise((resolve) => {
        if (isClosed) {
          resolve(E.left(unavailable('usage-logs', 'the hub is ending')))
          return
        }
        const own = start()
        const id = (lastId += 1)
        own.waiting.set(id, resolve)
        own.worker.ref()
        send(own, { ...request, id })
        restIdle()
      })

  return {
    report: (query) => ask({ _tag: 'report', query, waits: true }) as TE.TaskEither<Unavailable, Report>,
    reportSoFar: (query) => ask({ _tag: 'report', query, waits: false }) as TE.TaskEither<Unavailable, Report | null>,
    document: (request, waits) =>
      ask({ _tag: 'document', request, waits }) as TE.TaskEither<Unavailable, UsageDocument>,
    quarters: (query) =>
      ask({ _tag: 'quarters', query }) as TE.TaskEither<Unavailable, ReadonlyArray<QuarterUsage> | null>,
    turns: (query) => ask({ _tag: 'turns', query }) as TE.TaskEither<Unavailable, ReadonlyArray<TurnUsage> | null>,
    progress: () => latest,
    onProgress: (listener) => {
      listeners.add(listener)
      if (listeners.size === 1 && running !== null) send(running, { _tag: 'follow', isFollowed: true })
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0 || running === null) return
        send(running, { _tag: 'follow', isFollowed: false })
      }
    },
    close: async () => {
      isClosed = true
      cancelIdle()
      if (running !== null) await end(running)
    },
  }
}
