/** Coding agent that the hub can update. */
export interface AgentProgram {
  readonly id: string
  readonly name: string
  readonly program: string
  /** npm package of its published versions; `null` when there is none. */
  readonly npmPackage: string | null
  /** Update command; `null` when the hub must not update it. */
  readonly command: string | null
}

/** Agents in the order of the list. */
export const AGENT_PROGRAMS: ReadonlyArray<AgentProgram> = [
  {
    id: 'cli:claude',
    name: 'Claude Code',
    program: 'claude',
    npmPackage: '@anthropic-ai/claude-code',
    command: 'claude update',
  },
  { id: 'cli:codex', name: 'Codex', program: 'codex', npmPackage: '@openai/codex', command: 'codex update' },
  { id: 'cli:opencode', name: 'OpenCode', program: 'opencode', npmPackage: 'opencode-ai', command: 'opencode upgrade' },
  { id: 'cli:agy', name: 'Antigravity', program: 'agy', npmPackage: null, command: null },
]

/** Names by Homebrew formula, for the programs that the hub uses. */
export const BREW_FORMULAE: ReadonlyMap<string, string> = new Map([
  ['tmux', 'tmux'],
  ['moshi-hook', 'moshi-hook'],
  ['whisper-cpp', 'whisper.cpp'],
])

export const HUB_ID = 'hub'

const COMMANDS: ReadonlyMap<string, string> = new Map([
  ...AGENT_PROGRAMS.flatMap(({ id, command }) => (command === null ? [] : ([[id, command]] as const))),
  ...[...BREW_FORMULAE.keys()].map((name) => [`ext:${name}`, `brew upgrade ${name}`] as const),
])

/** Update command by id: a constant, never built from input; `null` for the hub itself and unknown ids. */
export const commandOf = (id: string): string | null => COMMANDS.get(id) ?? null

/** Name of the session of an update, without the hub's prefix. */
export const updateSession = (id: string): string => `update-${id.replace(/[^\w-]/g, '-')}`

/**
 * Command line whose pane stays open after the command has ended, so that its output can be read. Commands of the
 * catalogue contain no single quotes.
 */
export const readableAfterwards = (command: string): string =>
  `sh -c '${command}; s=$?; printf "\\nEnded with status %s. Press Enter to close.\\n" "$s"; read -r _'`
