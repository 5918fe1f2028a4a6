import { reportDefect } from './detached.js'

/** Subscribers of a value. */
export interface Listeners<A> {
  /** Returns an unsubscribe function. A function that was added twice is called twice. */
  readonly add: (listener: (value: A) => void) => () => void
  /** Calls the listeners in the order of their registration. One that is added meanwhile gets the next value. */
  readonly tell: (value: A) => void
}

/** A list of listeners. An exception of one is reported as a defect of `part`; the others are still called. */
export function makeListeners<A>(part: string): Listeners<A> {
  const all = new Set<(value: A) => void>()
  return {
    add: (listener) => {
      const own = (value: A): void => {
        listener(value)
      }
      all.add(own)
      return () => {
        all.delete(own)
      }
    },
    tell: (value) => {
      for (const listener of [...all]) {
        try {
          listener(value)
        } catch (error) {
          reportDefect(part, error)
        }
      }
    },
  }
}
