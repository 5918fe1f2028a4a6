import type * as T from 'fp-ts/lib/Task.js'

/** Which ports of this machine are taken. */
export interface PortProbe {
  /** Whether nothing listens on any of `count` ports from `first` on, on loopback. Settles within 2 s. */
  readonly areFree: (first: number, count: number) => T.Task<boolean>
}
