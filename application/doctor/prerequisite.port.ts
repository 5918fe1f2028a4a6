import type * as T from 'fp-ts/lib/Task.js'

/** State of one prerequisite of the hub. */
export interface Finding {
  /** Name of the examined item: `tmux`, `known-sessions.json`. */
  readonly name: string
  /** `warning`: the hub runs, with something missing or something to look at; `fault`: it does not run so. */
  readonly state: 'ok' | 'warning' | 'fault'
  /** Result of the examination: `3.5a`, `not installed`. Without secrets. */
  readonly detail: string
  /** Remedy, as a command where there is one; `null` when there is none. */
  readonly mend: string | null
}

/** Looks at one or more things that the hub needs, and changes nothing. Never fails: a check that cannot run is a fault. */
export type Prerequisite = T.Task<ReadonlyArray<Finding>>
