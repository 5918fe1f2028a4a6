import type * as T from 'fp-ts/lib/Task.js'

/** Program of a coding CLI that is installed. */
export interface InstalledAgent {
  /** `null` for a program that prints none. */
  readonly version: string | null
  /** False for a program that did not print its version within its time. */
  readonly hasAnswered: boolean
}

/** Programs of coding CLIs on this machine. */
export interface InstalledAgents {
  /**
   * Installed programs by name. Programs that are missing or fail are left out. Each call looks again, without a request to
   * another machine.
   */
  readonly find: (binaries: ReadonlyArray<string>) => T.Task<ReadonlyMap<string, InstalledAgent>>
}
