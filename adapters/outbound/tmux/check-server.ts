import { readFile, stat } from 'node:fs/promises'
import * as E from 'fp-ts/lib/Either.js'
import type { Finding, Prerequisite } from '../../../application/doctor/prerequisite.port.js'
import type { Args, CommandRunner } from '../../../application/shared/command-runner.port.js'
import { findProgram } from '../../../infrastructure/process/find-program.js'
import { unaliased } from './command-line.js'
import { socketFile, socketArgs, type TmuxSocket } from './socket.js'

export interface CheckServerDeps {
  readonly runner: CommandRunner
  readonly binary: string
  readonly socket: TmuxSocket
  readonly environment: Readonly<Record<string, string>>
  /** Table of the sockets of this machine, unix(7); another one in tests. */
  readonly socketTable?: string
}

const TIMEOUT_MS = 5000
/** Flag of a socket that listens: `__SO_ACCEPTCON`. */
const LISTENS = 0x10000

/**
 * Checks settings and the socket of the running tmux server for values that disturb a hub. Starts no server; without one
 * only a lost socket is reported.
 */
export const checkServer = (deps: CheckServerDeps): Prerequisite => {
  const { runner, binary, socket, environment, socketTable = '/proc/net/unix' } = deps
  const file = socketFile(socket, environment, process.getuid?.() ?? 0)

  return async () => {
    const path = await findProgram(binary, environment['PATH'] ?? '')
    if (path === null) return []
    const query = async (args: Args): Promise<ReadonlyArray<string>> => {
      const argv: Args = [path, '-u', ...socketArgs(socket), '-N', ...unaliased(args)]
      const ran = await runner.run(argv, { environment, timeoutMs: TIMEOUT_MS })()
      return E.isRight(ran) && ran.right.exitCode === 0
        ? ran.right.stdout.split('\n').filter((line) => line !== '')
        : []
    }
    const [hooks, unattached, exits, size, aliases, commands] = await Promise.all([
      query(['show-hooks', '-g']),
      query(['show-options', '-g', '-v', 'destroy-unattached']),
      query(['show-options', '-s', '-v', 'exit-unattached']),
      query(['show-options', '-g', '-w', '-v', 'window-size']),
      query(['show-options', '-s', '-v', 'command-alias']),
      query(['list-commands', '-F', '#{command_list_name} #{command_list_alias}']),
    ])
    return [
      ...hooksFinding(hooks),
      ...unattachedFinding(unattached[0]),
      ...exitsFinding(exits[0]),
      ...sizeFinding(size[0]),
      ...aliasFinding(aliases, commands),
      ...(await socketFinding(file, socketTable)),
    ]
  }
}

const warning = (name: string, detail: string, mend: string): ReadonlyArray<Finding> => [
  { name: `tmux ${name}`, state: 'warning', detail, mend },
]

/** `show-hooks` lists hooks without commands by their name alone. */
function hooksFinding(lines: ReadonlyArray<string>): ReadonlyArray<Finding> {
  const hooks = new Set(lines.flatMap((line) => /^(after-[\w-]+)(\[\d+\])? ./.exec(line)?.[1] ?? []))
  if (hooks.size === 0) return []
  return warning(
    'hooks',
    `${[...hooks].join(', ')}: the hub waits for their commands whenever it changes something`,
    'Let slow commands run in the background: run-shell -b',
  )
}

const unattachedFinding = (value: string | undefined): ReadonlyArray<Finding> =>
  value === undefined || value === 'off'
    ? []
    : warning(
        'destroy-unattached',
        `${value}: tmux ends sessions without an attached client`,
        'The hub’s own sessions are exempt. For those that you adopt: tmux set-option -g destroy-unattached off',
      )

const exitsFinding = (value: string | undefined): ReadonlyArray<Finding> =>
  value === 'on'
    ? warning(
        'exit-unattached',
        'on: the tmux server ends, with every session, when the hub stops and no client is attached',
        'tmux set-option -s exit-unattached off',
      )
    : []

/** tmux 3.5a, default_window_size: a new session has no window yet whose size could be kept. */
const sizeFinding = (value: string | undefined): ReadonlyArray<Finding> =>
  value === 'manual'
    ? warning(
        'window-size',
        'manual: tmux 3.5a ends, with every session, when a session is started, by the hub or by hand',
        'tmux set-option -g -w window-size latest',
      )
    : []

/** Names and short forms of commands that an alias shadows; those that the hub sends are named apart. */
function aliasFinding(aliases: ReadonlyArray<string>, commands: ReadonlyArray<string>): ReadonlyArray<Finding> {
  const names = new Set(commands.flatMap((line) => line.split(' ')).filter((name) => name !== ''))
  const sent = new Set(commands.flatMap((line) => unaliased([line.replace(/ .*/, '')])))
  const own = aliases.map((alias) => alias.slice(0, alias.indexOf('=')))
  const shadowed = own.filter((name) => names.has(name))
  const misread = own.filter((name) => !names.has(name) && sent.has(name))
  return [
    ...(shadowed.length === 0
      ? []
      : warning(
          'command-alias',
          `${shadowed.join(', ')}: shadows tmux’s own command`,
          'The hub does not use it. Another name for the alias keeps scripts from using it: tmux show-options -s command-alias',
        )),
    ...(misread.length === 0
      ? []
      : warning(
          'command-alias',
          `${misread.join(', ')}: is run in place of a command that the hub sends by this short name, so that sessions cannot be started or changed`,
          'Give the alias another name: tmux show-options -s command-alias',
        )),
  ]
}

/** Linux lists sockets by the path they were bound to, even when the file is gone or another one. */
async function socketFinding(file: string, table: string): Promise<ReadonlyArray<Finding>> {
  const lines = await readFile(table, 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  )
  const servers = lines.filter((line) => {
    const [, , , flags = '', , , , path] = line.split(/\s+/)
    return path === file && (Number.parseInt(flags, 16) & LISTENS) !== 0
  }).length
  const isThere = await stat(file).then(
    () => true,
    () => false,
  )
  const lost = servers - (isThere ? 1 : 0)
  if (lost <= 0) return []
  return warning(
    'socket',
    isThere
      ? `another server has taken the place of one that still runs: its sessions cannot be reached (${file})`
      : `the file of a server that runs was removed (${file})`,
    isThere
      ? `End the server that shall go (tmux kill-server), then make the socket of the other one anew: kill -USR1 its process`
      : 'Make it anew before another server takes its place: kill -USR1 the process of the tmux server',
  )
}
