import type { AgentPrograms } from '../agents/agent-program.js'

/** Names by Homebrew formula, for the programs that the hub uses. */
export const BREW_FORMULAE: ReadonlyMap<string, string> = new Map([
  ['tmux', 'tmux'],
  ['moshi-hook', 'moshi-hook'],
  ['whisper-cpp', 'whisper.cpp'],
])

export const HUB_ID = 'hub'

/** Id of an agent as a component with versions. */
export const agentComponent = ({ binary }: { readonly binary: string }): string => `cli:${binary}`

/** Update command by id: a constant, never built from input; `null` for the hub itself and unknown ids. */
export function commandOf(agents: AgentPrograms, id: string): string | null {
  const agent = agents.find((one) => agentComponent(one) === id)
  if (agent !== undefined) return agent.update.command
  const formula = [...BREW_FORMULAE.keys()].find((name) => `ext:${name}` === id)
  return formula === undefined ? null : `brew upgrade ${formula}`
}

/** Name of the session of an update, without the hub's prefix. */
export const updateSession = (id: string): string => `update-${id.replace(/[^\w-]/g, '-')}`

/**
 * Command line whose pane stays open after the command has ended, so that its output can be read. Update
 * commands contain no single quotes.
 */
export const readableAfterwards = (command: string): string =>
  `sh -c '${command}; s=$?; printf "\\nEnded with status %s. Press Enter to close.\\n" "$s"; read -r _'`
