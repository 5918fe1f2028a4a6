/** Coding CLIs whose conversations are searched, with the ids that the hub gives them. */
export const AGENT_NAMES: ReadonlyArray<readonly [id: string, name: string]> = [
  ['claude-code', 'Claude Code'],
  ['codex', 'Codex'],
]

export const agentName = (agent: string): string => AGENT_NAMES.find(([id]) => id === agent)?.[1] ?? agent
