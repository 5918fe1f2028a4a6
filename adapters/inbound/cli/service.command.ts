import * as E from 'fp-ts/lib/Either.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { ForeignService } from '../../../domain/server/errors.js'
import { withInstallation, type Context } from './context.js'
import type { Run } from './description.js'
import type { SERVICE } from './descriptions/machine.js'
import { EXIT, type ExitCode } from './exit-codes.js'
import type { Failure } from './output.js'
import type { Service } from './installation.js'

/** `penates service`. */
export const service: Run<typeof SERVICE, Context> = ({ args: { action } }, context) =>
  withInstallation(context, async (hub) => ACTIONS[action](hub.service(), await hub.runningUrl(), context))

type Action = (service: Service, runningUrl: string | null, context: Context) => Promise<ExitCode>

const install: Action = async ({ manager, spec, leftOut }, runningUrl, { print, fail }) => {
  const before = await manager.state()
  const isRunByHand = runningUrl !== null && (E.isLeft(before) || before.right.pid === null)
  if (isRunByHand) {
    return fail({ problem: `a hub that is no service runs already (${runningUrl}).`, mend: 'Stop it, then try again.' })
  }
  const installed = await manager.install(spec)()
  if (E.isLeft(installed)) return fail(faultText(installed.left))
  const { file, notes } = installed.right
  const secrets = leftOut.map((name) => `${name} is a secret: put it into ${spec.directory}/.env (mode 0600).`)
  return print({
    json: { target: manager.target, file, notes, leftOut },
    text: [`Installed ${manager.target}: ${file}`, ...notes, ...secrets, ''].join('\n'),
  })
}

const status: Action = async ({ manager }, runningUrl, { print, fail }) => {
  const state = await manager.state()
  if (E.isLeft(state)) return fail(faultText(state.left))
  const { isInstalled, isEnabled, pid } = state.right
  const words = !isInstalled
    ? 'is not installed'
    : `is installed, ${isEnabled ? 'starts by itself' : 'does not start by itself'}, ${
        pid === null ? 'does not run' : `runs as process ${String(pid)}`
      }`
  print({
    json: { target: manager.target, ...state.right, url: runningUrl },
    text: `${manager.target} ${words}.\n${runningUrl === null ? '' : `The hub answers at ${runningUrl}\n`}`,
  })
  return pid === null ? EXIT.failed : EXIT.ok
}

const logs: Action = async ({ log }, _runningUrl, { print }) => {
  const lines = await log()
  return print({ json: lines, text: lines.map((line) => `${line}\n`).join('') })
}

const remove: Action = async ({ manager }, _runningUrl, { print, fail }) => {
  const removed = await manager.remove()
  if (E.isLeft(removed)) return fail(faultText(removed.left))
  return print({
    json: { target: manager.target, removed: removed.right },
    text: removed.right
      ? `Removed ${manager.target}; sessions keep running.\n`
      : `${manager.target} was not installed.\n`,
  })
}

const ACTIONS = { install, status, logs, remove } as const

const faultText = (fault: ForeignService | Unavailable): Failure =>
  fault._tag === 'ForeignService'
    ? { problem: `${fault.file} was not written by this program.`, mend: 'Move it away, then try again.' }
    : {
        problem: `the service manager does not do it: ${fault.detail}`,
        mend: 'Run it in the foreground: penates serve',
      }
