import { audit } from './audit.command.js'
import { backup, restore } from './backup.command.js'
import { EXIT, parseCall, tellUsage, type Command, type ExitCode, type ProgramDeps } from './command.js'
import { doctor } from './doctor.command.js'
import { hooks } from './hooks.command.js'
import { prices } from './prices.command.js'
import { serve } from './serve.command.js'
import { service } from './service.command.js'
import { token } from './token.command.js'

const COMMANDS: ReadonlyArray<Command> = [serve, service, token, hooks, audit, prices, backup, restore, doctor]

const help = `Usage: penates <command>

The hub for coding agents on your own machine.

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}`).join('\n')}

  --help, -h      this text; after a command, about that command
  --version, -v   the version
`

/** Runs one call of the `penates` program; `args` without the interpreter and the script. */
export async function runProgram(args: ReadonlyArray<string>, deps: ProgramDeps): Promise<ExitCode> {
  const [name, ...rest] = args
  switch (name) {
    case undefined:
      deps.err(help)
      return EXIT.usage
    case '--help':
    case '-h':
    case 'help':
      deps.out(COMMANDS.find((command) => command.name === rest[0])?.help ?? help)
      return EXIT.ok
    case '--version':
    case '-v':
    case 'version':
      deps.out(`${deps.version}\n`)
      return EXIT.ok
    default:
      return runCommand(name, rest, deps)
  }
}

async function runCommand(name: string, args: ReadonlyArray<string>, deps: ProgramDeps): Promise<ExitCode> {
  const command = COMMANDS.find((one) => one.name === name)
  if (!command) return tellUsage(`there is no command ${JSON.stringify(name)}`, 'penates --help', deps)
  if (args.includes('--help') || args.includes('-h')) {
    deps.out(command.help)
    return EXIT.ok
  }
  const call = parseCall(args, command.switches)
  if (typeof call === 'string') return tellUsage(call, `penates ${name} --help`, deps)
  return command.run(call, deps)
}
