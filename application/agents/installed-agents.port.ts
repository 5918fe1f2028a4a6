import type * as T from 'fp-ts/lib/Task.js'

/** Programs of coding CLIs on this machine. */
export interface InstalledAgents {
  /**
   * Installed versions by program, `null` for a program that prints none. Programs that are missing or fail are left out.
   * Each call looks again, without a request to another machine.
   */
  readonly versions: (binaries: ReadonlyArray<string>) => T.Task<ReadonlyMap<string, string | null>>
}
