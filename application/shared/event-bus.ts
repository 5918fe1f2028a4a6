import { makeListeners } from './listeners.js'

/** Delivers events to the current subscribers of this process. Events are not stored. */
export interface EventBus<E> {
  /** Calls all subscribers, in the order of their subscriptions. */
  readonly publish: (event: E) => void
  /** Calls `listener` for every later event, in order. Returns an unsubscribe function. */
  readonly subscribe: (listener: (event: E) => void) => () => void
}

/** An exception of one listener is reported as a defect of `part`; the others are still called. */
export function makeEventBus<E>(part: string): EventBus<E> {
  const listeners = makeListeners<E>(part)
  return { publish: listeners.tell, subscribe: listeners.add }
}
