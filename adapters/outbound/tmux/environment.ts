/** Names tmux and the sessions must not see: secrets of the hub, its own settings, and traces of who started it. */
const KEPT_BACK =
  /^(AUTH_TOKEN|PENATES_.*|VAPID.*|PORT|HOST|PUBLIC_HOSTS|WEB_ROOT|TMUX|TMUX_PANE|npm_.*|INIT_CWD|NODE_.*)$/

/** Whether a variable of the hub may reach tmux and with it every session. */
export const reachesSessions = (name: string): boolean => !KEPT_BACK.test(name)

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The environment of every tmux process of ours, and through the first one of the server. Characters are always
 * UTF-8: `C.UTF-8` on Linux, `en_US.UTF-8` on macOS, which has no such locale; messages keep their language.
 */
export function tmuxEnvironment(
  hub: Environment,
  passes: (name: string) => boolean,
  platform: NodeJS.Platform,
): Readonly<Record<string, string>> {
  const passed = Object.fromEntries(
    Object.entries(hub).filter((entry): entry is [string, string] => entry[1] !== undefined && passes(entry[0])),
  )
  const { LC_ALL: all, LC_CTYPE: characters, LANG: language, ...rest } = passed
  if (isUtf8([all, characters, language].find((value) => value !== undefined && value !== ''))) return passed
  return {
    ...rest,
    ...(language === undefined ? {} : { LANG: language }),
    LC_CTYPE: platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8',
  }
}

const isUtf8 = (locale: string | undefined): boolean => locale !== undefined && /utf-?8/i.test(locale)
