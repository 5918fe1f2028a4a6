/** User account of this machine, from its password database. */
export interface Account {
  /** Name of the account. */
  readonly name: string
  /** User id. */
  readonly uid: number
  /** Group id. */
  readonly gid: number
  /** Home folder; absolute. */
  readonly home: string
  /** Absolute path of its shell. */
  readonly shell: string
  /** Absolute path of setpriv(1). */
  readonly setpriv: string
}

/** Arguments in front of an argv that run it as the account: its ids, its groups, no inheritable capability. */
export const asAccount = ({ setpriv, uid, gid }: Account): readonly [string, ...string[]] => [
  setpriv,
  `--reuid=${String(uid)}`,
  `--regid=${String(gid)}`,
  '--init-groups',
  '--inh-caps=-all',
  '--',
]

/** Variables that refer to resources of the user who started the hub; invalid for another account. */
const OF_THE_CALLER = [
  'MAIL',
  'SSH_AUTH_SOCK',
  'SSH_AGENT_PID',
  'GPG_AGENT_INFO',
  'DBUS_SESSION_BUS_ADDRESS',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  'XDG_RUNTIME_DIR',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'XDG_STATE_HOME',
  'XDG_CACHE_HOME',
  'SUDO_COMMAND',
  'SUDO_GID',
  'SUDO_HOME',
  'SUDO_UID',
  'SUDO_USER',
] as const

export interface AccountVariables {
  readonly set: Readonly<Record<string, string>>
  readonly unset: ReadonlyArray<string>
}

/** Changes that turn the caller's `environment` into that of the account's programs. */
export function accountVariables(
  { name, home, shell }: Account,
  environment: Readonly<Record<string, string>>,
): AccountVariables {
  const { PATH = '', HOME: callersHome } = environment
  const isTheirs = (folder: string): boolean =>
    folder !== '' && (callersHome === undefined || callersHome === home || !`${folder}/`.startsWith(`${callersHome}/`))
  const folders = PATH.split(':').filter(isTheirs)
  const own = `${home}/.local/bin`
  const path = [...(folders.includes(own) ? [] : [own]), ...folders].join(':')
  return { set: { HOME: home, USER: name, LOGNAME: name, SHELL: shell, PATH: path }, unset: OF_THE_CALLER }
}

/** Environment of the account's programs. */
export function accountEnvironment(
  account: Account,
  environment: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const { set, unset } = accountVariables(account, environment)
  const kept = Object.entries(environment).filter(([name]) => !unset.includes(name))
  return { ...Object.fromEntries(kept), ...set }
}
