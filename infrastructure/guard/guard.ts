declare const guardedBrand: unique symbol

/** Callback whose exceptions and rejections are reported instead of thrown. Made by `guarded` only. */
export type Guarded<Args extends ReadonlyArray<unknown> = []> = ((...args: Args) => void) & {
  readonly [guardedBrand]: true
}

/** Defect that ended a callback or a background promise. */
export interface Fault {
  /** Constant name of the callback or loop; the number of different ones is bounded by the code. */
  readonly part: string
  readonly error: unknown
}

/** Faults of one part since the thread started. */
export interface FaultCount {
  readonly part: string
  readonly count: number
  /** Of the last one. Unix time, ms. */
  readonly lastAt: number
}

const observers = new Set<(fault: Fault) => void>()
const counts = new Map<string, FaultCount>()

/** Faults since this thread started, the part that failed first in front. */
export const faultCounts = (): ReadonlyArray<FaultCount> => [...counts.values()]

/** Calls `observer` for every fault of this thread. Returns an unsubscribe function. */
export function observeFaults(observer: (fault: Fault) => void): () => void {
  const own = (fault: Fault): void => observer(fault)
  observers.add(own)
  return () => void observers.delete(own)
}

/** Counts a fault that was logged elsewhere. */
export function countFault(part: string): void {
  counts.set(part, { part, count: (counts.get(part)?.count ?? 0) + 1, lastAt: Date.now() })
}

/**
 * Counts a defect and passes it to the observers; an exception of an observer is dropped. Without an observer the error is thrown as an
 * uncaught exception, so that a test or an embedding program that observes nothing still fails on it.
 */
export function reportFault(part: string, error: unknown): void {
  countFault(part)
  if (observers.size === 0) {
    queueMicrotask(() => {
      throw error
    })
    return
  }
  for (const observer of [...observers]) {
    try {
      observer({ part, error })
    } catch {
      // The other observers still get the fault.
    }
  }
}

/** Text of a thrown value for a log line; never throws. */
export function stackOf(error: unknown): string {
  try {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  } catch {
    return 'an error that cannot be read'
  }
}

/**
 * Wraps a callback that the runtime calls: timer, event listener, stream or socket handler. An exception or rejection is
 * reported under `part`, then `recover` runs, which restarts or closes what the callback served. At most four arguments are
 * passed on, without an array for them: callbacks run per frame.
 */
export function guarded<Args extends ReadonlyArray<unknown>>(
  part: string,
  work: (...args: Args) => unknown,
  recover?: (error: unknown) => void,
): Guarded<Args> {
  const run = work as unknown as (one?: unknown, two?: unknown, three?: unknown, four?: unknown) => unknown
  const callback = (one?: unknown, two?: unknown, three?: unknown, four?: unknown): void => {
    try {
      const result = run(one, two, three, four)
      if (isThenable(result)) result.then(undefined, (error: unknown) => fail(part, error, recover))
    } catch (error) {
      fail(part, error, recover)
    }
  }
  return callback as unknown as Guarded<Args>
}

function fail(part: string, error: unknown, recover: ((error: unknown) => void) | undefined): void {
  reportFault(part, error)
  try {
    recover?.(error)
  } catch (second) {
    reportFault(part, second)
  }
}

/** Runs a task whose end no caller awaits. What it throws or rejects with is reported under `part`, then `recover` runs. */
export function detach(
  part: string,
  work: PromiseLike<unknown> | (() => PromiseLike<unknown>),
  recover?: (error: unknown) => void,
): void {
  guarded(part, () => (typeof work === 'function' ? work() : work), recover)()
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
