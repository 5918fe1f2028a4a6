import { execFile } from 'node:child_process'
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { processCommandRunner } from '../../adapters/outbound/process/command-runner.process.js'
import { systemClock } from '../../adapters/outbound/system/clock.system.js'
import {
  tmuxSessionHost,
  type TmuxSessionHost,
  type TmuxSessionHostDeps,
} from '../../adapters/outbound/tmux/session-host.tmux.js'
import { childEnvironment } from '../../composition/config/environment.js'

const run = promisify(execFile)

/** Private tmux server without a configuration file, and a host on it. */
export interface TmuxOnOwnSocket {
  readonly host: TmuxSessionHost
  /** A folder of this test's own, that holds the socket too. */
  readonly directory: string
  readonly socketPath: string
  readonly environment: Readonly<Record<string, string>>
  /** Runs tmux as a person would, and answers with what it printed. */
  readonly tmux: (...words: string[]) => Promise<string>
  /** Another host on the same server; closed with the first. */
  readonly another: (changes?: Partial<TmuxSessionHostDeps>) => TmuxSessionHost
  /** Another host that is made as the hub makes its own: it waits as long for a program to count as started. */
  readonly asShipped: () => TmuxSessionHost
  /** A tmux whose servers read these lines as their configuration, as the `binary` of another host. */
  readonly withConfiguration: (...lines: ReadonlyArray<string>) => Promise<string>
  readonly close: () => Promise<void>
}

/** In place of 1.5 s: most of the time of these tests was spent on waiting for it. */
const LIVES_MS = 400

export async function openTmuxHost(
  changes: Partial<TmuxSessionHostDeps> = {},
  parent = tmpdir(),
): Promise<TmuxOnOwnSocket> {
  const directory = await realpath(await mkdtemp(join(parent, 'penates-tmux-')))
  const socketPath = join(directory, 'socket')
  const environment = {
    ...childEnvironment(process.env),
    HOME: directory,
    XDG_CONFIG_HOME: directory,
    SHELL: '/bin/sh',
    PS1: '$ ',
  }
  const hosts: TmuxSessionHost[] = []
  const open = (more: Partial<TmuxSessionHostDeps>): TmuxSessionHost => {
    const host = tmuxSessionHost({
      runner: processCommandRunner(() => environment),
      clock: systemClock,
      binary: 'tmux',
      socket: { socketPath },
      environment,
      ...changes,
      ...more,
    })
    hosts.push(host)
    return host
  }
  const another: TmuxOnOwnSocket['another'] = (more = {}) => open({ livesMs: LIVES_MS, ...more })
  const tmux: TmuxOnOwnSocket['tmux'] = async (...words) => {
    const { stdout } = await run('tmux', ['-u', '-S', socketPath, ...words], { env: environment })
    return stdout
  }
  return {
    host: another(),
    directory,
    socketPath,
    environment,
    tmux,
    another,
    asShipped: () => open({}),
    withConfiguration: async (...lines) => {
      await writeFile(join(directory, 'configuration'), lines.map((line) => `${line}\n`).join(''))
      const binary = join(directory, 'configured-tmux')
      await writeFile(binary, `#!/bin/sh\nexec tmux -f '${directory}/configuration' "$@"\n`, { mode: 0o700 })
      return binary
    },
    close: async () => {
      for (const host of hosts) host.close()
      await tmux('kill-server').catch(() => undefined) // gone already in many tests
      await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    },
  }
}
