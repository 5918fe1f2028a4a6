import { delimiter, join } from 'node:path'

/** Environment variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Variables that the service manager, tmux, npm or the hub's own start set for the process of the hub alone. */
const OF_THE_PROCESS: ReadonlyArray<string> = [
  ...['TMUX', 'TMUX_PANE', 'NODE_CHANNEL_FD', 'INIT_CWD'],
  ...['NOTIFY_SOCKET', 'LISTEN_FDS', 'LISTEN_PID', 'LISTEN_FDNAMES', 'WATCHDOG_PID', 'WATCHDOG_USEC'],
  ...['SYSTEMD_EXEC_PID', 'INVOCATION_ID', 'JOURNAL_STREAM'],
  ...['MALLOC_ARENA_MAX', 'MALLOC_TRIM_THRESHOLD_'],
]

/** Environment of tmux and all other programs that the hub starts: its own, less `removed`, in a UTF-8 locale. */
export function childEnvironment(
  removed: ReadonlyArray<string>,
  environment: Environment,
): Readonly<Record<string, string>> {
  const hidden = new Set([...removed, ...OF_THE_PROCESS])
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && !hidden.has(name) && !name.startsWith('npm_')) kept[name] = value
  }
  return withUtf8(kept)
}

/** Variables whose names begin with `prefix`. */
export const withPrefix = (environment: Environment, prefix: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && name.startsWith(prefix) ? [[name, value]] : [],
    ),
  )

/**
 * Sets a UTF-8 locale. Without it tmux and its programs replace non-ASCII characters. locale(7): LC_ALL takes
 * precedence.
 */
function withUtf8(environment: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { LC_ALL, ...rest } = environment
  const inForce = [LC_ALL, rest['LC_CTYPE'], rest['LANG']].find((value) => value !== undefined && value !== '')
  if (inForce !== undefined && /utf-?8/i.test(inForce)) return environment
  const others = LC_ALL === undefined || LC_ALL === '' ? {} : { LANG: LC_ALL }
  return { ...rest, ...others, LC_CTYPE: UTF8_LOCALE }
}

/** Locale name available with glibc 2.35 and later and with musl; macOS has no other name without a language. */
const UTF8_LOCALE = process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'

/**
 * Adds the usual program folders to `PATH`, because service managers start programs with fewer. Existing entries keep
 * their order.
 */
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
