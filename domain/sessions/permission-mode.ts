import { cliOf, type Cli } from './cli-registry.js'
import { argumentsOf, hasFlag, valueOfFlag, type StartFlags } from './started-command.js'

/** The mode in which Claude Code asks before each call that no rule of its own allows. */
export const ASKING_PERMISSION_MODE = 'default'

const MODE_FLAG = '--permission-mode'
const BYPASS_FLAG = '--dangerously-skip-permissions'

/** Commands of the program `claude` that start no agent; 2.1.197 and 2.1.332, `claude --help`. */
const SUBCOMMANDS: ReadonlySet<string> = new Set([
  'agents',
  'attach',
  'auth',
  'auto-mode',
  'doctor',
  'gateway',
  'import',
  'install',
  'kill',
  'logs',
  'mcp',
  'plugin',
  'plugins',
  'project',
  'purge',
  'respawn',
  'rm',
  'setup-token',
  'stop',
  'ultrareview',
  'update',
  'upgrade',
])

const startsAgent = (cli: Cli, args: ReadonlyArray<string>): boolean =>
  cli.id === 'claude' && !SUBCOMMANDS.has(args[0] ?? '')

/**
 * Has Claude Code start in the asking mode where the command line names none: from 2.1.332 on it starts in auto mode by
 * itself, without a question.
 */
export const permissionModeFlags: StartFlags = (cli, args) =>
  startsAgent(cli, args) && !hasFlag(args, MODE_FLAG) && !hasFlag(args, BYPASS_FLAG)
    ? [MODE_FLAG, ASKING_PERMISSION_MODE]
    : []

/** The permission mode that a command line is started in; `null` where it starts no Claude Code. */
export function permissionModeOf(command: string): string | null {
  const cli = cliOf(command)
  if (cli === undefined) return null
  const args = argumentsOf(command)
  if (!startsAgent(cli, args)) return null
  if (hasFlag(args, BYPASS_FLAG)) return 'bypassPermissions'
  return valueOfFlag(args, MODE_FLAG) ?? ASKING_PERMISSION_MODE
}
