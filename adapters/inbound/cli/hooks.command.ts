import * as E from 'fp-ts/lib/Either.js'
import type { HooksReport, ManageHooks } from '../../../application/hooks/manage-hooks.js'
import { localUrl } from '../../../infrastructure/config/local-url.js'
import { withInstallation, type Context } from './context.js'
import type { Run } from './description.js'
import type { HookCli } from './installation.js'
import type { HOOKS } from './descriptions/machine.js'
import { EXIT, type ExitCode } from './exit-codes.js'

type Action = 'status' | 'install' | 'remove'

/** `penates hooks`. */
export const hooks: Run<typeof HOOKS, Context> = async ({ args: { action = 'status' }, options }, context) => {
  if (options.strict && action !== 'install') return invalid(context, '--strict goes with install')
  const { cli = 'claude' } = options
  if (options.strict && cli !== 'claude') return invalid(context, '--strict goes with --cli claude')
  if (options.managed && !options.strict) return invalid(context, '--managed goes with install --strict')
  return withInstallation(context, async (hub) => {
    const hubUrl = (await hub.runningUrl()) ?? localUrl(hub.host, hub.port)
    const chosen = hub.hooks().find(({ id }) => id === cli)
    if (chosen === undefined) return invalid(context, `there are no hooks for ${cli}`)
    const manage = chosen.manage(hubUrl)
    const done = await run(manage, action, options)
    if (E.isRight(done)) {
      context.print({ json: done.right, text: reportText(action, done.right, hubUrl, chosen) })
      return exitOf(action, done.right)
    }
    const { _tag, detail } = done.left
    return _tag === 'UnreadableSettings'
      ? context.fail({
          problem: `the settings of ${chosen.name} were left alone: ${detail}.`,
          mend: `Mend ${manage.file}, then try again.`,
        })
      : context.fail({ problem: detail })
  })
}

const invalid = ({ fail }: Context, problem: string): ExitCode =>
  fail({ exit: 'usage', problem, mend: 'See: penates hooks --help' })

const run = (
  manage: ManageHooks,
  action: Action,
  { strict, managed }: { readonly strict: boolean; readonly managed: boolean },
) => {
  switch (action) {
    case 'status':
      return manage.status()
    case 'install':
      return manage.install(strict ? 'strict' : 'ask', managed)()
    case 'remove':
      return manage.remove()
  }
}

const exitOf = (action: Action, { state, weaknesses }: HooksReport): ExitCode =>
  action === 'status' && (state !== 'current' || weaknesses.some(({ severity }) => severity === 'weakens'))
    ? EXIT.failed
    : EXIT.ok

function reportText(action: Action, report: HooksReport, hubUrl: string, cli: HookCli): string {
  const { file, isChanged } = report
  const done = isChanged ? DONE[action] : 'Nothing had to be changed.'
  return [file, ...(action === 'status' ? [] : [done]), ...standing(report, hubUrl, cli), ''].join('\n')
}

const DONE: Readonly<Record<Action, string>> = {
  status: '',
  install: 'The hooks were written.',
  remove: 'The hooks were taken out; everything else is as it was.',
}

function standing(report: HooksReport, hubUrl: string, { id, name }: HookCli): ReadonlyArray<string> {
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
      : `The hooks are older, or call another hub: penates hooks install${id === 'claude' ? '' : ` --cli ${id}`}`,
    ...(gate === 'strict'
      ? [
          'Before every tool stands a wrapper that refuses when the hub does not answer.',
          'It is no hook over HTTP, because Claude Code runs a tool on an empty answer to one, with onFailure too.',
        ]
      : [`Without an answer from the hub ${name} goes on as if there were none.`]),
    ...(statusLine === 'foreign'
      ? ['Your own status line was left alone: the hub hears nothing of cost and limits.']
      : []),
    ...obstacles,
    ...others,
  ]
}
