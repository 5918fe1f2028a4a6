import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { tmuxTerminalHost } from '../../adapters/outbound/tmux/terminal-host.tmux.js'
import { sessionCommands, type SessionCommands } from '../../adapters/outbound/tmux/session-commands.js'
import { systemClock } from '../../adapters/outbound/system/clock.system.js'
import { ownScope } from '../../adapters/outbound/tmux/own-scope.js'
import { tmuxSessionHost, type TmuxSessionHost } from '../../adapters/outbound/tmux/session-host.tmux.js'
import type { TmuxSocket } from '../../adapters/outbound/tmux/socket.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import type { TerminalHost } from '../../application/terminal/terminal-host.port.js'
import type { Config } from '../config/environment.js'

export interface Tmux {
  readonly sessionHost: TmuxSessionHost
  readonly terminalHost: TerminalHost
}

/** Sessions and terminals on one tmux server, with one control connection for both. */
export function openTmux(config: Config, runner: CommandRunner): Tmux {
  const sessionHost = hostOn(config, runner)
  const terminalHost = tmuxTerminalHost({
    tmux: tmuxArgv(config),
    commands: commandsOf(sessionHost),
    whenSafe: sessionHost.whenAttached,
    home: config.agentHome,
    environment: config.childEnvironment,
  })
  return { sessionHost, terminalHost }
}

const tmuxArgv = ({ tmuxProgram, tmuxSocket }: Config): readonly [string, ...string[]] =>
  tmuxSocket === null ? [tmuxProgram] : [tmuxProgram, '-L', tmuxSocket]

export const socketOf = ({ tmuxSocket }: Config): TmuxSocket => (tmuxSocket === null ? {} : { socketName: tmuxSocket })

const hostOn = (config: Config, runner: CommandRunner): TmuxSessionHost => {
  const { tmuxProgram, childEnvironment } = config
  return tmuxSessionHost({
    runner,
    clock: systemClock,
    binary: tmuxProgram,
    socket: socketOf(config),
    environment: childEnvironment,
    account: config.sessionUser,
    launch: ownScope({ runner, hubEnvironment: process.env, environment: childEnvironment }),
  })
}

/**
 * Names are looked up in the snapshot of the control connection, and read from tmux when it has none: a session made
 * by hand a moment ago is found. The end of a session is always read from tmux.
 */
function commandsOf(host: TmuxSessionHost): SessionCommands {
  const commands = sessionCommands(host.command)
  return {
    ...commands,
    idOf: (name) =>
      pipe(
        host.list,
        TE.map((live) => live.find((session) => session.name === name)?.hostId ?? null),
        TE.flatMap((id) => (id === null ? commands.idOf(name) : TE.right(id))),
      ),
  }
}
