import { cliOf, type AgentPrograms } from '../agents/agent-program.js'
import type { Session } from '../sessions/session.js'

/** True for a live session whose agent takes the gate on its command line and was started without it. */
export function lacksGate(agents: AgentPrograms, { startCommand, foreground }: Session): boolean {
  const [started, running] = [startCommand ?? '', foreground ?? '']
  return [started, running].some((command) => cliOf(agents, command)?.withoutGate?.(started) === started)
}
