import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import {
  transcriptionBusy,
  transcriptionLate,
  type TranscriptionBusy,
  type TranscriptionLate,
} from '../../domain/voice/errors.js'
import type { Clock } from '../shared/clock.port.js'

/** A model takes every core there is: a second one at the same time makes both late. */
const MAX_WAITING = 3
/** Milliseconds. Who spoke looks at a spinner all the while. */
const MAX_WAIT_MS = 60_000

export interface Turns {
  /** Runs the work when it is its turn, first come, first served. */
  readonly take: <Failure, A>(
    work: TE.TaskEither<Failure, A>,
  ) => TE.TaskEither<Failure | TranscriptionBusy | TranscriptionLate, A>
}

/** One at a time; three wait, a minute each at most. */
export function makeTurns({ clock }: { readonly clock: Clock }): Turns {
  const waiting: (() => void)[] = []
  let isTaken = false

  const next = (): void => {
    const first = waiting.shift()
    if (first === undefined) isTaken = false
    else first()
  }
  const myTurn = (): Promise<boolean> =>
    new Promise((resolve) => {
      const begin = (): void => {
        stop()
        resolve(true)
      }
      const stop = clock.after(MAX_WAIT_MS, () => {
        waiting.splice(waiting.indexOf(begin), 1)
        resolve(false)
      })
      waiting.push(begin)
    })

  return {
    take: (work) => async () => {
      if (isTaken) {
        if (waiting.length >= MAX_WAITING) return E.left(transcriptionBusy)
        if (!(await myTurn())) return E.left(transcriptionLate)
      }
      isTaken = true
      try {
        return await work()
      } finally {
        next()
      }
    },
  }
}
