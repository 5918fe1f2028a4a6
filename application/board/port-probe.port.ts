import type * as T from 'fp-ts/lib/Task.js'

/** Which ports of this machine are taken. */
export interface PortProbe {
  /** True when nothing listens on any of `count` loopback ports from `first` on. Settles within 2 s. */
  readonly areFree: (first: number, count: number) => T.Task<boolean>
}
