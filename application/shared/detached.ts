/** Receives the name of the work that a defect ended, and the error. */
export type DefectObserver = (part: string, error: unknown) => void

const observers = new Set<DefectObserver>()

/** Calls `observer` for every defect in work that no caller awaits. Returns an unsubscribe function. */
export function observeDefects(observer: DefectObserver): () => void {
  const own: DefectObserver = (part, error) => observer(part, error)
  observers.add(own)
  return () => void observers.delete(own)
}

/**
 * Passes a defect to the observers, which must not throw. Without one it is thrown as an uncaught exception, so that a test
 * fails on it.
 */
export function reportDefect(part: string, error: unknown): void {
  if (observers.size === 0) {
    // eslint-disable-next-line local/guarded-callbacks -- meant to reach the process
    queueMicrotask(() => {
      throw error
    })
  }
  for (const observer of [...observers]) observer(part, error)
}

/** Runs a task whose end no caller awaits. What it throws or rejects with is a defect of `part`. */
export function detach(part: string, work: PromiseLike<unknown> | (() => PromiseLike<unknown>)): void {
  const failed = (error: unknown): void => reportDefect(part, error)
  try {
    const running = typeof work === 'function' ? work() : work
    running.then(undefined, failed)
  } catch (error) {
    failed(error)
  }
}
