import { ASKING_MODE } from '../../../../domain/approvals/approval.js'
import { hasFlag, valueOfFlag } from '../../../../domain/agents/command-line.js'

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

const startsAgent = ([first = '']: ReadonlyArray<string>): boolean => !SUBCOMMANDS.has(first)

/**
 * Has Claude Code start in the asking mode where the command line names none: from 2.1.332 on it starts in auto mode by
 * itself, without a question.
 */
export const permissionModeFlags = (args: ReadonlyArray<string>): ReadonlyArray<string> =>
  startsAgent(args) && !hasFlag(args, MODE_FLAG) && !hasFlag(args, BYPASS_FLAG) ? [MODE_FLAG, ASKING_MODE] : []

/** Permission mode that these arguments start; `null` where they start no agent. */
export function permissionModeIn(args: ReadonlyArray<string>): string | null {
  if (!startsAgent(args)) return null
  if (hasFlag(args, BYPASS_FLAG)) return 'bypassPermissions'
  return valueOfFlag(args, MODE_FLAG) ?? ASKING_MODE
}
