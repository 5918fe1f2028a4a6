import type * as TE from 'fp-ts/lib/TaskEither.js'

/** Runs a task of this key; see `makeCoalesce`. */
export type Coalesce<E, A> = (key: string, task: TE.TaskEither<E, A>) => TE.TaskEither<E, A>

interface Line<Answer> {
  readonly running: Promise<unknown>
  /** What all who came while it ran will get. */
  next: Promise<Answer> | null
}

/**
 * Lets many who ask the same share one answer, and never gives anybody one that was begun before they asked: of a key,
 * one task runs and at most one waits.
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
