import { signal, type ReadonlySignal } from '@preact/signals'
import type { Answer, HubFailure } from './hub/hub.js'

/** Last value and the failure of the last read. A failed read keeps the last value. */
export interface Read<A> {
  readonly value: A | null
  readonly failure: HubFailure | null
}

/** Value that is read repeatedly from the hub. */
export interface Reading<A> {
  readonly now: ReadonlySignal<Read<A>>
  /** Reads. Calls during a read start one further read afterwards. */
  readonly again: () => void
  /** Discards the result of a running read. */
  readonly stop: () => void
}

/** `merge` can reuse unchanged parts of the old value, so that they are not rendered again. */
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
    stop: () => (isStopped = true),
  }
}
