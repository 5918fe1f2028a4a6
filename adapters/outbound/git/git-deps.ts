import type { CommandRunner } from '../../../application/shared/command-runner.port.js'

/** Dependencies of the adapters that run git. */
export interface GitDeps {
  readonly runner: CommandRunner
  /** Environment of the started programs. */
  readonly environment: Readonly<Record<string, string>>
  /** Program; `git` when left out, as the `PATH` has it. */
  readonly program?: string
}
