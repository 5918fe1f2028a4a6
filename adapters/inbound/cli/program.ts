import * as E from 'fp-ts/lib/Either.js'
import { commandsFor, GROUPS, type Command } from './catalogue.js'
import type { Context, HubContext, ProgramDeps } from './context.js'
import type { AnyCall, Run } from './description.js'
import { SERVE } from './descriptions/machine.js'
import { EXIT, type ExitCode } from './exit-codes.js'
import { makeOutput } from './output.js'
import { parse, type Parsed } from './parser.js'

const SUMMARY = 'The hub for coding agents on your own machine.'

/** Runs one call of the `penates` program; `given` without the interpreter and the script. Alone, it runs the hub. */
export async function runProgram(given: ReadonlyArray<string>, deps: ProgramDeps): Promise<ExitCode> {
  const args = given.length === 0 ? [SERVE.path] : given
  const all = commandsFor(deps)
  const commands = all.map(({ description }) => description)
  const parsed = parse(args, { summary: SUMMARY, version: deps.version, commands, groups: GROUPS })
  switch (parsed._tag) {
    case 'Text':
      deps.out(parsed.text)
      return EXIT.ok
    case 'Incomplete':
      deps.err(parsed.text)
      return EXIT.usage
    case 'Invalid':
      return makeOutput(deps, { isJson: args.includes('--json'), isQuiet: false }).fail({
        exit: 'usage',
        problem: parsed.problem,
        mend: [...advice(parsed, deps), `See: ${parsed.help}`].join('\n  '),
      })
    case 'Call': {
      const command = all.find(({ description }) => description === parsed.command)
      return command === undefined ? EXIT.usage : runCommand(command, parsed.call, { ...deps, commands })
    }
  }
}

/** Options that exist in place of an unknown one, and the variable of the hub that it may stand for. */
function advice(
  { problem, options, help }: Extract<Parsed, { readonly _tag: 'Invalid' }>,
  { variables }: Pick<ProgramDeps, 'variables'>,
): ReadonlyArray<string> {
  if (options.length === 0) return []
  const written = /'--([\w-]+)/.exec(problem)?.[1]?.replace(/-/g, '_').toUpperCase()
  const variable = help.startsWith('penates serve ') ? variables.find(({ name }) => name === written) : undefined
  return [
    ...(variable === undefined ? [] : [`${variable.name} is a variable of the environment: ${variable.doc}.`]),
    `Options: ${options.join(', ')}`,
  ]
}

async function runCommand(
  { description, load }: Command,
  call: AnyCall,
  deps: ProgramDeps & Pick<Context, 'commands'>,
): Promise<ExitCode> {
  const output = makeOutput(deps, { isJson: call.options['json'] === true, isQuiet: call.options['quiet'] === true })
  const context: Context = { ...deps, ...output, groups: GROUPS }
  // The parser has checked the call against the description that the implementation belongs to.
  const run = (await load()) as Run<unknown, Context | HubContext>
  const checked = call as never
  if (!description.isRemote) return run(checked, context)
  const { connect } = await import('./hub/connect.js')
  const hub = await connect(call.options, deps)
  return E.isLeft(hub) ? output.fail(hub.left) : run(checked, { ...context, hub: hub.right })
}
