import { cliOf } from '../sessions/cli-registry.js'
import type { Session } from '../sessions/session.js'
import { storedCommand } from '../sessions/started-command.js'

/** True for a live session in which Claude Code runs that was not started with the gate on its command line. */
export function lacksGate({ startCommand, foreground }: Session): boolean {
  if (startCommand === null) return foreground === 'claude'
  const isAgent = cliOf(startCommand)?.id === 'claude' || foreground === 'claude'
  return isAgent && storedCommand(startCommand) === startCommand
}
