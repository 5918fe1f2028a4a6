/** Coding CLIs that report calls and whose conversations are read: the ids that the hub gives them, and their names. */
export const REPORTING_AGENTS: ReadonlyArray<readonly [id: string, name: string]> = [
  ['claude-code', 'Claude Code'],
  ['codex', 'Codex'],
  ['opencode', 'opencode'],
  ['acp', 'ACP'],
]

/** Name of an agent for people, its id where it has no other. */
export const agentName = (agent: string): string => REPORTING_AGENTS.find(([id]) => id === agent)?.[1] ?? agent
