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

/** True for arguments that start an agent, false for those that begin with another command of the program. */
export const startsAgent = ([first = '']: ReadonlyArray<string>): boolean => !SUBCOMMANDS.has(first)
