import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { join } from 'node:path'
import type { ServiceSpec, ServiceManager, ServiceState } from '../../../application/server/service-manager.port.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { Disk } from '../../../infrastructure/files/disk.js'
import { MARK, definitionFile } from './definition-file.js'

/** A word of a unit's line as it is: systemd.service(5), "COMMAND LINES"; systemd.syntax(7), "QUOTING"; `%` is a specifier. */
const quoted = (word: string): string =>
  `"${word.replace(/["\\]/g, '\\$&').replaceAll('%', '%%').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`

/** Escapes `$`: systemd replaces `$NAME` in a command line. */
const word = (text: string): string => quoted(text.replaceAll('$', '$$$$'))

/** A path setting takes no quotes: the rest of the line is the path. */
const path = (text: string): string => text.replaceAll('%', '%%')

/**
 * The unit of our service. `KillMode=process` ends the hub alone when it stops: tmux, should it share the unit's control
 * group, and every program of a session live on. systemd.kill(5).
 */
export const unitText = ({ argv, directory, environment }: ServiceSpec): string =>
  [
    `# ${MARK}`,
    '[Unit]',
    'Description=Penates, the hub for coding agents',
    '',
    '[Service]',
    `WorkingDirectory=${path(directory)}`,
    ...Object.entries(environment).map(([name, value]) => `Environment=${quoted(`${name}=${value}`)}`),
    `ExecStart=${argv.map(word).join(' ')}`,
    'Restart=on-failure',
    'RestartSec=1',
    'KillMode=process',
    '',
    '[Install]',
    'WantedBy=default.target',
    '',
  ].join('\n')

export interface SystemdServiceManagerDeps {
  readonly runner: CommandRunner
  readonly disk: Disk
  /** `penates.service`. */
  readonly unit: string
  /** `~/.config`, or the value of `XDG_CONFIG_HOME`: systemd.unit(5), "UNIT FILE LOAD PATH". */
  readonly configFolder: string
}

/** Whose manager: the person's own, or the machine's, which a hub may have been made a service of by hand. */
type Scope = '--user' | '--system'
interface ScopedState extends ServiceState {
  readonly scope: Scope
}

const TIMEOUT_MS = 10_000
/** A question; the contract gives it 3 s. */
const ASK_TIMEOUT_MS = 3_000

/** Our service as a unit of systemd. Installed and removed as the person's own one; found and restarted wherever it runs. */
export function systemdServiceManager(deps: SystemdServiceManagerDeps): ServiceManager {
  const { runner, disk, unit, configFolder } = deps
  const file = join(configFolder, 'systemd', 'user', unit)
  const definition = definitionFile(disk, file)

  const systemctl = (scope: Scope, ...args: ReadonlyArray<string>): TE.TaskEither<Unavailable, string> =>
    pipe(
      runner.run(['systemctl', scope, '--no-pager', ...args], {
        timeoutMs: args[0] === 'show' ? ASK_TIMEOUT_MS : TIMEOUT_MS,
      }),
      TE.flatMap(({ exitCode, stdout, stderr }) =>
        exitCode === 0
          ? TE.right(stdout)
          : TE.left(unavailable('service', stderr.trim() || `systemctl ended with ${String(exitCode)}`)),
      ),
    )

  const stateIn = (scope: Scope): TE.TaskEither<Unavailable, ScopedState> =>
    pipe(
      systemctl(scope, 'show', unit, '--property=LoadState,MainPID,UnitFileState'),
      TE.map((shown) => ({ scope, ...readState(shown) })),
    )

  /**
   * State of the scope in which the unit runs, otherwise of the one where it is installed. The user's manager comes
   * first.
   */
  const found: TE.TaskEither<Unavailable, ScopedState> = async () => {
    const own = await stateIn('--user')()
    if (E.isRight(own) && own.right.pid !== null) return own
    const machine = await stateIn('--system')()
    if (E.isRight(machine) && machine.right.pid !== null) return machine
    return E.isRight(own) ? own : machine
  }

  const linger: TE.TaskEither<never, ReadonlyArray<string>> = async () => {
    const asked = await runner.run(['loginctl', 'enable-linger'], { timeoutMs: TIMEOUT_MS })()
    const note = 'It ends when you log out, until you run: loginctl enable-linger'
    return E.right(E.isRight(asked) && asked.right.exitCode === 0 ? [] : [note])
  }

  return {
    target: unit,
    state: pipe(
      found,
      TE.map(({ isInstalled, isEnabled, pid }) => ({ isInstalled, isEnabled, pid })),
    ),
    install: (spec) =>
      pipe(
        () => definition.write(unitText(spec)),
        TE.tap(() => systemctl('--user', 'daemon-reload')),
        TE.tap(() => systemctl('--user', 'enable', unit)),
        TE.tap(() => systemctl('--user', 'restart', unit)),
        TE.flatMap(() => linger),
        TE.map((notes) => ({ file, notes })),
      ),
    remove: async () => {
      if (!(await definition.isThere())) return E.right(false)
      // Ours or not is found out before anything is stopped.
      const removed = await definition.remove()
      if (E.isLeft(removed)) return removed
      // The manager still has the unit loaded; `disable` needs neither the file nor its links.
      await systemctl('--user', 'stop', unit)()
      await systemctl('--user', 'disable', unit)()
      const reloaded = await systemctl('--user', 'daemon-reload')()
      return E.isLeft(reloaded) ? reloaded : E.right(true)
    },
    restart: pipe(
      found,
      TE.filterOrElse(
        ({ isInstalled }) => isInstalled,
        () => unavailable('service', `there is no ${unit}`),
      ),
      TE.flatMap(({ scope }) => systemctl(scope, 'restart', '--no-block', unit)),
      TE.asUnit,
    ),
  }
}

/** systemctl(1), `show`: a `NAME=value` a line. */
function readState(shown: string): ServiceState {
  const value = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(shown)?.[1] ?? ''
  const pid = Number(value('MainPID'))
  return {
    isInstalled: value('LoadState') === 'loaded',
    isEnabled: value('UnitFileState') === 'enabled',
    pid: Number.isInteger(pid) && pid > 0 ? pid : null,
  }
}
