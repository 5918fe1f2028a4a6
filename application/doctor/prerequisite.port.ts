import type * as T from 'fp-ts/lib/Task.js'

/** How it stands with one thing that the hub needs. */
export interface Finding {
  /** What was looked at: `tmux`, `known-sessions.json`. */
  readonly name: string
  /** `warning`: the hub runs, with something missing or something to look at; `fault`: it does not run so. */
  readonly state: 'ok' | 'warning' | 'fault'
  /** What was found: `3.5a`, `not installed`. Without secrets. */
  readonly detail: string
  /** What to do about it, a command where there is one; `null` when all is well. */
  readonly mend: string | null
}

/** Looks at one or more things that the hub needs, and changes nothing. Never fails: a check that cannot run is a fault. */
export type Prerequisite = T.Task<ReadonlyArray<Finding>>
