import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'

export interface OwnScopeDeps {
  readonly runner: CommandRunner
  /** The hub's own environment, as the service manager gave it. */
  readonly hubEnvironment: Readonly<Record<string, string | undefined>>
  /** Environment of `systemd-run`. */
  readonly environment: Readonly<Record<string, string>>
}

const TIMEOUT_MS = 3000
/** A person's own manager first; the system's takes root only. systemd-run(1). */
const WAYS = [
  ['systemd-run', '--user', '--scope', '--quiet', '--collect', '--'],
  ['systemd-run', '--scope', '--quiet', '--collect', '--'],
] as const

/**
 * Prefix for a command that starts a tmux server. Where the hub is a systemd service, the prefix puts the server into
 * its own scope. Otherwise the server would belong to the service, and a restart would end every session. Empty outside
 * systemd and where no manager creates a scope; in the latter case the unit needs `KillMode=process`. systemd.kill(5).
 */
export const ownScope =
  ({ runner, hubEnvironment, environment }: OwnScopeDeps): T.Task<ReadonlyArray<string>> =>
  async () => {
    if (hubEnvironment['INVOCATION_ID'] === undefined) return []
    for (const way of WAYS) {
      const tried = await runner.run([...way, 'true'], { environment, timeoutMs: TIMEOUT_MS })()
      if (E.isRight(tried) && tried.right.exitCode === 0) return way
    }
    return []
  }
