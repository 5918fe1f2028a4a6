/** A coding agent that the hub can update. */
export interface AgentProgram {
  readonly id: string
  readonly name: string
  readonly program: string
  /** Where its versions are published; `null` when nobody can tell. */
  readonly npmPackage: string | null
  /** What updates it; `null` when the hub must not. */
  readonly command: string | null
}

/** In the order of the list. */
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

/** What Homebrew keeps of what the hub uses, by its name there. */
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

/** What updates the thing of that id, fixed and never made from input; `null` for the hub itself and for all else. */
export const commandOf = (id: string): string | null => COMMANDS.get(id) ?? null

/** Name of the session in which it is updated, without the hub's prefix. */
export const updateSession = (id: string): string => `update-${id.replace(/[^\w-]/g, '-')}`

/**
 * A command line whose pane stays when the command has ended, so that what it said can be read. No command of the
 * catalogue holds a single quote.
 */
export const readableAfterwards = (command: string): string =>
  `sh -c '${command}; s=$?; printf "\\nEnded with status %s. Press Enter to close.\\n" "$s"; read -r _'`
