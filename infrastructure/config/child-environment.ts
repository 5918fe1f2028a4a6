import { delimiter, join } from 'node:path'
import { CONFIG_VARIABLES } from './environment-codec.js'

export type Environment = Readonly<Record<string, string | undefined>>

/** Variables of the hub that programs of a session may read as well: the state folder, and folders of coding agents. */
const SHARED: ReadonlySet<string> = new Set([
  'PENATES_HOME',
  'PENATES_REGISTRY_DIR',
  'CLAUDE_CONFIG_DIR',
  'CODEX_HOME',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
])

/** Has a meaning for the hub alone, or is a secret of it: no program that the hub starts receives it. */
const OURS: ReadonlySet<string> = new Set([
  ...CONFIG_VARIABLES.filter((name) => !SHARED.has(name)),
  // Of the session that the hub itself may have been started in.
  'PENATES_SESSION',
  'PENATES_URL',
  'PENATES_TOKEN',
  'PENATES_PRIME_PROMPT',
  'TMUX',
  'TMUX_PANE',
  // Of the service manager and of npm, when they started the hub.
  'NOTIFY_SOCKET',
  'LISTEN_FDS',
  'LISTEN_PID',
  'LISTEN_FDNAMES',
  'WATCHDOG_PID',
  'WATCHDOG_USEC',
  'SYSTEMD_EXEC_PID',
  'INVOCATION_ID',
  'JOURNAL_STREAM',
  'NODE_CHANNEL_FD',
  'INIT_CWD',
])

const isOurs = (variable: string): boolean => OURS.has(variable) || variable.startsWith('npm_')

/** The hub's environment less its own variables and every secret: what tmux and all other programs are started with. */
export function childEnvironment(environment: Environment): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {}
  for (const [variable, value] of Object.entries(environment)) {
    if (value !== undefined && !isOurs(variable)) kept[variable] = value
  }
  return withUtf8(kept)
}

/** tmux and the programs in it replace what is no ASCII unless the locale says UTF-8. locale(7): LC_ALL wins. */
function withUtf8(environment: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { LC_ALL, ...rest } = environment
  const inForce = [LC_ALL, rest['LC_CTYPE'], rest['LANG']].find((value) => value !== undefined && value !== '')
  if (inForce !== undefined && /utf-?8/i.test(inForce)) return environment
  const others = LC_ALL === undefined || LC_ALL === '' ? {} : { LANG: LC_ALL }
  return { ...rest, ...others, LC_CTYPE: UTF8_LOCALE }
}

/** Always there with glibc 2.35 and later and with musl; macOS knows no other name without a language. */
const UTF8_LOCALE = process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'

/** Where people's tools are; service managers start programs with less. What is on `PATH` already stays where it is. */
export function withPrograms(
  environment: Readonly<Record<string, string>>,
  home: string,
  platform: NodeJS.Platform,
): Readonly<Record<string, string>> {
  const known = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const wanted =
    platform === 'darwin' ? ['/opt/homebrew/bin', '/usr/local/bin', '/usr/bin'] : ['/usr/local/bin', '/usr/bin']
  const missing = [join(home, '.local', 'bin'), ...wanted].filter((folder) => !known.includes(folder))
  return { ...environment, PATH: [...missing, ...known].join(delimiter) }
}
