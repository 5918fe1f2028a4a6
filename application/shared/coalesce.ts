import type * as TE from 'fp-ts/lib/TaskEither.js'

/** Runs a task of this key; see `makeCoalesce`. */
export type Coalesce<E, A> = (key: string, task: TE.TaskEither<E, A>) => TE.TaskEither<E, A>

interface Line<Answer> {
  readonly running: Promise<unknown>
  /** Result for all calls that came while it ran. */
  next: Promise<Answer> | null
}

/**
 * Shares one result among concurrent calls with the same key. A call never gets a result whose task started before the
 * call. For each key, one task runs and at most one waits.
 */
export function makeCoalesce<E, A>(): Coalesce<E, A> {
  type Answer = Awaited<ReturnType<TE.TaskEither<E, A>>>
  const lines = new Map<string, Line<Answer>>()

  const start = (key: string, task: TE.TaskEither<E, A>): Promise<Answer> => {
    const answer = task()
    const ended = (): void => {
      if (lines.get(key) === line && line.next === null) lines.delete(key)
    }
    const line: Line<Answer> = { running: answer.then(ended, ended), next: null }
    lines.set(key, line)
    return answer
  }

  return (key, task) => () => {
    const line = lines.get(key)
    if (line === undefined) return start(key, task)
    line.next ??= line.running.then(() => start(key, task))
    return line.next
  }
}
