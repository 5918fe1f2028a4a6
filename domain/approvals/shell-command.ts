/** One simple command of a shell script, as far as it is known before it runs. */
export interface ShellCommand {
  /** Name and arguments without quotes; `null` for a word that is known only when it runs: an expansion, a pattern. */
  readonly words: ReadonlyArray<string | null>
  /** Places that it writes to by redirection, other than `/dev/null` and its own streams; `null` for one unknown. */
  readonly writes: ReadonlyArray<string | null>
  /** Files that it reads by redirection; `null` for one unknown. Absent without any. */
  readonly reads?: ReadonlyArray<string | null>
  /** Names of variables that it sets, for itself or for what follows. */
  readonly assigns: ReadonlyArray<string>
}

/** Stands for a part that shells read differently or evaluate, which may run and write anything. */
export const EVALUATED: ShellCommand = { words: [], writes: [null], assigns: [] }

/**
 * Reads a shell script: every simple command in it at any depth, in pipelines, lists, substitutions and scripts that are given
 * to a shell or to `eval` as a text. Certain is what bash, dash and zsh read alike. Where a part is not, the commands that bash would run
 * come with `EVALUATED`, so that rules still find them; `null` for a text that is not read at all.
 */
export type ParseShell = (script: string) => ReadonlyArray<ShellCommand> | null

/** True when a word, or a file that is read, is known only when the command runs. */
export const isOpenCommand = ({ words, reads = [] }: ShellCommand): boolean => [...words, ...reads].includes(null)

/** Programs that read a script. */
export const SHELLS: ReadonlySet<string> = new Set(['ash', 'bash', 'dash', 'ksh', 'mksh', 'sh', 'zsh'])

/** Programs that run the command in their arguments. */
const WRAPPERS: ReadonlySet<string> = new Set([
  ...['builtin', 'busybox', 'chroot', 'chrt', 'command', 'doas', 'env', 'exec', 'find', 'flock', 'ionice', 'nice'],
  ...['nohup', 'parallel', 'pkexec', 'setarch', 'setsid', 'stdbuf', 'strace', 'sudo', 'taskset', 'time', 'timeout'],
  ...['unbuffer', 'unshare', 'watch', 'xargs'],
])

/** Name of a program without its folder. */
export const programName = (word: string): string => word.slice(word.lastIndexOf('/') + 1)

/** The command, and each command that it may run by a wrapper: `sudo rm x` gives itself, `rm x` and `x`. */
export function unwrapped({ words }: ShellCommand): ReadonlyArray<ReadonlyArray<string | null>> {
  const [name] = words
  return typeof name === 'string' && WRAPPERS.has(programName(name)) ? words.map((_, at) => words.slice(at)) : [words]
}
