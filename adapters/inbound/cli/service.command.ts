import * as E from 'fp-ts/lib/Either.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { ForeignService } from '../../../domain/server/errors.js'
import {
  EXIT,
  tellConfigFaults,
  tellFailure,
  tellUsage,
  type Command,
  type ExitCode,
  type ProgramDeps,
} from './command.js'
import type { Service } from './service.js'

const help = `Usage: penates service <install | status | logs | remove>

  install  run the hub as a service of yours from now on: it starts with the machine,
           and starts again when it fails. Again, it takes over what has changed
  status   tell whether it is installed and runs; ends with 0 when it runs
  logs     print the last lines of the hub's log
  remove   stop the service and forget it; sessions keep running

On Linux it is a unit of systemd, on macOS an agent of launchd. The variables that
configure the hub are taken from the present environment, and a .env file from the
present folder each time the service starts; secrets are left to that file.
`

/** `penates service`. */
export const service: Command = {
  name: 'service',
  summary: 'Run the hub as a service of this machine',
  help,
  switches: [],
  run: async ({ operands: [action = '', ...rest] }, deps) => {
    const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined
    if (act === undefined || rest.length > 0) {
      return tellUsage('service takes install, status, logs or remove', 'penates service --help', deps)
    }
    const hub = await deps.open()
    if (E.isLeft(hub)) return tellConfigFaults(hub.left, deps)
    return act(hub.right.service(), await hub.right.runningUrl(), deps)
  },
}

type Action = (service: Service, runningUrl: string | null, deps: ProgramDeps) => Promise<ExitCode>

const install: Action = async ({ manager, spec, leftOut }, runningUrl, deps) => {
  const before = await manager.state()
  const isRunByHand = runningUrl !== null && (E.isLeft(before) || before.right.pid === null)
  if (isRunByHand) {
    return tellFailure(`a hub that is no service runs already (${runningUrl}).`, 'Stop it, then try again.', deps)
  }
  const installed = await manager.install(spec)()
  if (E.isLeft(installed)) return tellFault(installed.left, deps)
  const { file, notes } = installed.right
  const secrets = leftOut.map((name) => `${name} is a secret: put it into ${spec.directory}/.env (mode 0600).`)
  deps.out([`Installed ${manager.target}: ${file}`, ...notes, ...secrets, ''].join('\n'))
  return EXIT.ok
}

const status: Action = async ({ manager }, runningUrl, deps) => {
  const state = await manager.state()
  if (E.isLeft(state)) return tellFault(state.left, deps)
  const { isInstalled, isEnabled, pid } = state.right
  const words = !isInstalled
    ? 'is not installed'
    : `is installed, ${isEnabled ? 'starts by itself' : 'does not start by itself'}, ${
        pid === null ? 'does not run' : `runs as process ${String(pid)}`
      }`
  deps.out(`${manager.target} ${words}.\n${runningUrl === null ? '' : `The hub answers at ${runningUrl}\n`}`)
  return pid === null ? EXIT.failed : EXIT.ok
}

const logs: Action = async ({ log }, _runningUrl, deps) => {
  const lines = await log()
  deps.out(lines.map((line) => `${line}\n`).join(''))
  return EXIT.ok
}

const remove: Action = async ({ manager }, _runningUrl, deps) => {
  const removed = await manager.remove()
  if (E.isLeft(removed)) return tellFault(removed.left, deps)
  deps.out(
    removed.right ? `Removed ${manager.target}; sessions keep running.\n` : `${manager.target} was not installed.\n`,
  )
  return EXIT.ok
}

const ACTIONS: Readonly<Record<string, Action>> = { install, status, logs, remove }

function tellFault(fault: ForeignService | Unavailable, deps: ProgramDeps): ExitCode {
  if (fault._tag === 'ForeignService') {
    return tellFailure(`${fault.file} was written by somebody else.`, 'Move it away, then try again.', deps)
  }
  return tellFailure(
    `the service manager does not do it: ${fault.detail}`,
    'Run it in the foreground: penates serve',
    deps,
  )
}
