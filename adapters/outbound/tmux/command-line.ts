import type { Args } from '../../../application/shared/command-runner.port.js'

/**
 * One word as tmux's own parser reads it back. It may hold every character but NUL: see `commandLine`.
 *
 * Between double quotes tmux still expands `$NAME`, a leading `~` and backslash escapes; a line feed would end the
 * command, so control characters go as three octal digits. tmux(1), PARSING SYNTAX.
 */
export const quote = (word: string): string =>
  `"${word.replace(/[\\"$~]/g, '\\$&').replace(/[\u0001-\u001f\u007f]/g, octal)}"`

const octal = (character: string): string => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`

/**
 * Command name without its last letter. tmux takes every unambiguous beginning of a command's name, but compares names
 * with the option `command-alias` whole: so an alias of the person's that shadows a command is not applied to ours.
 * tmux 3.5a, cmd_get_alias and cmd_find.
 */
export const unaliased = ([name, ...rest]: Args): Args => [name.slice(0, -1), ...rest]

/** Command that runs another one where a format is true, else one without effect: its request has two replies. */
export const ifShell = (target: string, format: string, command: string): Args => [
  'if-shell',
  '-F',
  '-t',
  target,
  format,
  command,
  `${unaliased(['display-message'])[0]} -p ''`,
]

/**
 * Several commands as one control-mode line: tmux runs them with nothing in between, up to the first that fails. `null`
 * for what no line can carry: a NUL would cut the line and leave its quotes open, so that tmux takes the commands that
 * follow for more of the same word; an empty line detaches the client.
 */
export const commandLine = (commands: ReadonlyArray<Args>): string | null =>
  commands.length === 0 || commands.some((args) => args.some((word) => word.includes('\0')))
    ? null
    : commands.map((args) => unaliased(args).map(quote).join(' ')).join(' ; ')

/**
 * Text for a place where tmux expands formats (a name, a start directory): it comes out as it went in, and
 * `#(command)` runs nothing. A run of `#` before `[` is a style that tmux leaves alone by itself. tmux(1), FORMATS.
 */
export const literal = (text: string): string => text.replace(/#+(?!#|\[)/g, '$&$&')
