/** One tmux command as its words, unquoted: `['kill-session', '-t', '$3:']`. */
export type Words = readonly [string, ...string[]]

/**
 * One word as tmux's own parser reads it back, whatever it holds but NUL, which no tool can take.
 *
 * Between double quotes tmux still expands `$NAME`, a leading `~` and backslash escapes; a line feed would end the
 * command, so control characters go as three octal digits. tmux(1), PARSING SYNTAX.
 */
export const quote = (word: string): string =>
  `"${word.replace(/[\\"$~]/g, '\\$&').replace(/[\u0001-\u001f\u007f]/g, octal)}"`

const octal = (character: string): string => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`

/** Several commands as one control-mode line: tmux runs them with nothing in between, up to the first that fails. */
export const commandLine = (commands: ReadonlyArray<Words>): string =>
  commands.map((words) => words.map(quote).join(' ')).join(' ; ')

/**
 * Text for a place where tmux expands formats (a name, a start directory): it comes out as it went in, and
 * `#(command)` runs nothing. A run of `#` before `[` is a style that tmux leaves alone by itself. tmux(1), FORMATS.
 */
export const literal = (text: string): string => text.replace(/#+(?!#|\[)/g, '$&$&')
