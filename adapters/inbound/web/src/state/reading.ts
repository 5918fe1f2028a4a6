import { signal, type ReadonlySignal } from '@preact/signals'
import type { Answer, HubFailure } from '../hub/hub.js'

/** What was read last, and why the last reading failed. Both stand when a later reading failed. */
export interface Read<A> {
  readonly value: A | null
  readonly failure: HubFailure | null
}

/** Something of the hub that is read again and again. */
export interface Reading<A> {
  readonly now: ReadonlySignal<Read<A>>
  /** Reads; a call while one is under way makes sure that another follows, and no more than one. */
  readonly again: () => void
  /** Nothing that is still under way counts any more. */
  readonly stop: () => void
}

/** `merge` may keep parts of the old value that did not change, so that what they draw stays. */
export function reading<A>(
  read: () => Promise<Answer<A>>,
  merge: (old: A, next: A) => A = (_, next) => next,
): Reading<A> {
  const now = signal<Read<A>>({ value: null, failure: null })
  let asked = 0
  let isUnderWay = false
  let isStopped = false

  async function run(): Promise<void> {
    isUnderWay = true
    let answered: number
    do {
      answered = asked
      const answer = await read()
      if (isStopped) return
      const { value } = now.value
      if (!answer.ok) now.value = { value, failure: answer.failure }
      else now.value = { value: value === null ? answer.value : merge(value, answer.value), failure: null }
    } while (answered !== asked)
    isUnderWay = false
  }

  return {
    now,
    again: () => {
      asked += 1
      if (!isUnderWay) void run()
    },
    stop: () => {
      isStopped = true
    },
  }
}
