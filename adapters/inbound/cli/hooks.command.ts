import * as E from 'fp-ts/lib/Either.js'
import type { HooksReport, ManageHooks } from '../../../application/hooks/manage-hooks.js'
import { localUrl } from '../../../infrastructure/config/local-url.js'
import { EXIT, tellConfigFaults, tellFailure, tellUsage, type Command, type ExitCode } from './command.js'

const help = `Usage: penates hooks [status | install [--strict [--managed]] | remove]

Hooks in the user settings of Claude Code through which your sessions tell the hub
what they do and ask for permission. Everything else in the settings stays as it is.

  status     say how the hooks stand (the default)
  install    put them in, or bring them up to date
  remove     take them out again
  --strict   put a wrapper before every tool: nothing runs unless the hub said yes,
             also when the hub is down, hangs, or answers nonsense
  --managed  put the wrapper into the machine's managed settings as well, which no
             project can switch off; needs the administrator's rights (sudo -E)

Sessions that run already take the hooks over when Claude Code starts again.
`

const ACTIONS = ['status', 'install', 'remove'] as const
type Action = (typeof ACTIONS)[number]

/** `penates hooks`. */
export const hooks: Command = {
  name: 'hooks',
  summary: 'Let Claude Code report to the hub and ask it',
  help,
  switches: ['strict', 'managed'],
  run: async ({ operands: [name = 'status', ...rest], switches }, deps) => {
    const action = ACTIONS.find((one) => one === name)
    if (action === undefined || rest.length > 0) {
      return tellUsage('hooks takes status, install or remove', 'penates hooks --help', deps)
    }
    if (switches.has('strict') && action !== 'install') {
      return tellUsage('--strict goes with install', 'penates hooks --help', deps)
    }
    if (switches.has('managed') && !switches.has('strict')) {
      return tellUsage('--managed goes with install --strict', 'penates hooks --help', deps)
    }
    const hub = await deps.open()
    if (E.isLeft(hub)) return tellConfigFaults(hub.left, deps)
    const { host, port } = hub.right
    const hubUrl = (await hub.right.runningUrl()) ?? localUrl(host, port)
    const done = await run(hub.right.manageHooks(hubUrl), action, switches)
    if (E.isLeft(done)) {
      const { _tag, detail } = done.left
      return _tag === 'UnreadableSettings'
        ? tellFailure(`the settings of Claude Code were left alone: ${detail}.`, 'Mend the file, then try again.', deps)
        : tellFailure(detail, null, deps)
    }
    deps.out(tell(action, done.right, hubUrl))
    return exitOf(action, done.right)
  },
}

const run = (manage: ManageHooks, action: Action, switches: ReadonlySet<string>) => {
  switch (action) {
    case 'status':
      return manage.status()
    case 'install':
      return manage.install(switches.has('strict') ? 'strict' : 'ask', switches.has('managed'))()
    case 'remove':
      return manage.remove()
  }
}

const exitOf = (action: Action, { state, weaknesses }: HooksReport): ExitCode =>
  action === 'status' && (state !== 'current' || weaknesses.some(({ severity }) => severity === 'weakens'))
    ? EXIT.failed
    : EXIT.ok

function tell(action: Action, report: HooksReport, hubUrl: string): string {
  const { file, isChanged } = report
  const done = isChanged ? DONE[action] : 'Nothing had to be changed.'
  return [file, ...(action === 'status' ? [] : [done]), ...standing(report, hubUrl), ''].join('\n')
}

const DONE: Readonly<Record<Action, string>> = {
  status: '',
  install: 'The hooks were written.',
  remove: 'The hooks were taken out; everything else is as it was.',
}

function standing(report: HooksReport, hubUrl: string): ReadonlyArray<string> {
  const { state, gate, statusLine, obstacles, managedFile, weaknesses } = report
  const others = [
    ...(managedFile === null ? [] : [`Managed settings put the wrapper before every tool: ${managedFile}`]),
    ...weaknesses.map(
      ({ file, what, severity }) => `${severity === 'weakens' ? 'WARNING' : 'Note'}  ${file}: ${what}.`,
    ),
  ]
  if (state === 'none') return ['No hooks of Penates.', ...obstacles, ...others]
  return [
    state === 'current'
      ? `The hooks call ${hubUrl}.`
      : 'The hooks are older, or call another hub: penates hooks install',
    gate === 'strict'
      ? 'Before every tool stands a wrapper that refuses when the hub does not answer.'
      : 'Without an answer from the hub Claude Code goes on as if there were none.',
    ...(statusLine === 'foreign'
      ? ['Your own status line was left alone: the hub hears nothing of cost and limits.']
      : []),
    ...obstacles,
    ...others,
  ]
}
