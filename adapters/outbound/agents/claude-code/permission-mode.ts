import { ASKING_MODE } from '../../../../domain/approvals/approval.js'
import { hasFlag, valueOfFlag } from '../../../../domain/agents/command-line.js'
import { startsAgent } from './subcommands.js'

const MODE_FLAG = '--permission-mode'
const BYPASS_FLAG = '--dangerously-skip-permissions'

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
