import type { Spread } from '../../domain/server/spread.js'
import type { Instant } from '../../domain/shared/instant.js'

/** Figures of the tools behind the ports since the start of the hub. */
export interface Figures {
  /** From a key to the first byte that its terminal printed after it. */
  readonly echo: Spread
  /** By how much the event loop was late. `count` is how often it was looked at. */
  readonly loopDelay: Spread
  /** Programs run to their end: git, and tmux over its connection and beside it. */
  readonly git: Spread
  /** Times of tmux commands. */
  readonly tmux: Spread
  readonly terminals: {
    /** Those that wait for a slow viewer right now. */
    readonly paused: number
    readonly bytesOut: number
    readonly bytesIn: number
  }
  /** Push messages since the start. */
  readonly pushes: { readonly delivered: number; readonly failed: number }
  /** Writes of state files since the start. */
  readonly storeWrites: { readonly failed: number; readonly took: Spread }
  /** Defects in callbacks and background work, which were logged and left the hub running; by part. */
  readonly faults: ReadonlyArray<{ readonly part: string; readonly count: number; readonly lastAt: Instant }>
  readonly memory: { readonly residentBytes: number; readonly heapBytes: number }
}

/** Figures of this process. Reading them takes about a millisecond, waits for nothing and never fails. */
export interface Measurements {
  readonly read: () => Figures
}
