/**
 * What a `tmux attach` needs to find its server and to draw. A list of what may pass, so that no secret of the hub does;
 * without `TMUX` and `TMUX_PANE`, which would make tmux refuse the attach as nested.
 */
const PASSED = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'TZ',
  'TMPDIR',
  'TMUX_TMPDIR',
  'XDG_RUNTIME_DIR',
  'TERMINFO',
]

/** Both clients emulate this terminal. */
const TERM = 'xterm-256color'
/** tmux replaces what is not ASCII by `_` when its locale is not UTF-8. tmux(1), "-u". */
const LOCALE = 'en_US.UTF-8'

/** The whole environment of a viewer's `tmux attach`. */
export function attachEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  home: string,
): Readonly<Record<string, string>> {
  const passed: Record<string, string> = {}
  for (const name of PASSED) {
    const value = own[name]
    if (value !== undefined) passed[name] = value
  }
  return {
    ...passed,
    HOME: home,
    TERM,
    LANG: own['LANG'] ?? LOCALE,
    LC_CTYPE: own['LC_CTYPE'] ?? LOCALE,
  }
}
