import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { TmuxCommand } from '../../adapters/outbound/tmux/session-commands.js'

const execute = promisify(execFile)

/** A tmux server of a test's own: a random socket, no configuration file. */
export interface PrivateTmux {
  /** Program and arguments up to the command. */
  readonly argv: readonly [string, ...string[]]
  readonly socket: string
  /** Runs a command and gives what it printed; rejects when tmux refuses it. */
  readonly run: (...command: string[]) => Promise<string>
  /** As the pty adapter asks. */
  readonly command: TmuxCommand
  readonly stop: () => Promise<void>
}

export function privateTmux(): PrivateTmux {
  const socket = `penates-test-${randomBytes(6).toString('hex')}`
  const argv = ['tmux', '-L', socket, '-f', '/dev/null'] as const
  const { TMUX: _, TMUX_PANE: __, ...env } = process.env

  async function run(...command: string[]): Promise<string> {
    const { stdout } = await execute('tmux', [...argv.slice(1), '-u', ...command], { env, timeout: 20_000 })
    return stdout
  }

  return {
    argv: [...argv],
    socket,
    run,
    command: (...commands) => {
      const words = commands.flatMap((command, index) => (index === 0 ? command : [';', ...command]))
      return TE.fromTask(() => run(...words).catch(() => null))
    },
    stop: () =>
      run('kill-server').then(
        () => undefined,
        () => undefined,
      ),
  }
}
