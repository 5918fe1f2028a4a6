/** A word that bash, dash and zsh read alike. */
export interface CertainWord {
  /** Text without quotes; `null` when it is known only when the command runs. */
  readonly value: string | null
  /** True when it can be any number of words: an expansion outside of quotes. */
  readonly isSplit: boolean
  /** Its characters in the script. */
  readonly source: string
}

/** Position in a script. Readers of a part advance it; after a `null` it has no meaning. */
export interface Cursor {
  readonly text: string
  at: number
}

/** Takes what the sticky pattern matches at the cursor; `null` without a match. */
export function take(cursor: Cursor, pattern: RegExp): string | null {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.text)?.[0]
  if (found === undefined) return null
  cursor.at += found.length
  return found
}

/** True when the sticky pattern matches at the cursor. */
export function isNext({ text, at }: Cursor, pattern: RegExp): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}

/** Characters after which a word has ended. */
export const ENDS = String.raw`(?=[ \n;&|)]|$)`

export const END = new RegExp(ENDS, 'y')

/** zsh takes what follows a parameter as a subscript, a modifier (`:F` evaluates arithmetic) or more of its name. */
const AFTER_NAME = String.raw`(?![\w[\u0080-\u{10ffff}]|:[^\s/.,$"'\\-])`
/** `$_` is the last word of the command before. */
const NAME = String.raw`(?!_\W|_$)[A-Za-z_]\w*`
/** `$NAME`, `${NAME}` and `$?`; any other expansion is read differently by one of the shells. */
export const PARAMETER = String.raw`\$(?:${NAME}${AFTER_NAME}|\{${NAME}\}${AFTER_NAME}|\?${AFTER_NAME})`

/** Text that no shell changes: `=`, `#`, `^` and `~` are not at its start, and other than ASCII it has no blank or control. */
const PLAIN = /(?:[\w@%+,./:-]|[^\p{ASCII}\p{Z}\p{C}]|(?<=[\w@%+,./:)}\]"'=^-])(?:[=#^]|~(?!\[)))+/uy
const ESCAPED = /\\[ -~]/y
/** Two quotes in a row are one under zsh's RC_QUOTES. */
const SINGLE_QUOTED = /'[^']*'(?!')/y
/** `!` is history in a shell that a person types into, unless a blank or `=` follows. */
const IN_DOUBLE_QUOTES = /(?:[^"\\$`!]|![ =]|\\[$"\\`]|\\[^\n$"\\`!]|\$(?="))+/y
const GLOB = /[*?]|\[[\w.,-]+\](?![=+])/y
/** Braces that are expanded or left alone, by shell, with nothing in them that is read. */
const BRACES = /\{[\w.,/-]*(?:,|\.\.)[\w.,/-]*\}(?![<>])/y
const LITERAL_BRACES = /(?:\{\}|(?<=[@^])\{[\w-]*\})(?![<>])/y
const HOME = new RegExp(String.raw`~(?:(?=/)|${ENDS})`, 'y')
const ALONE = new RegExp(String.raw`(?:[=\[\]]|!=|!)${ENDS}`, 'y')
const EXPANDED = new RegExp(PARAMETER, 'uy')

/** Reads the script of a substitution behind `$(`, up to and with its `)`. */
export type ReadSubstitution = (cursor: Cursor) => boolean

/** Reads one word, which ends at a blank or an operator; `null` when it is not certain. */
export function readWord(cursor: Cursor, readSubstitution: ReadSubstitution): CertainWord | null {
  const from = cursor.at
  let value: string | null = ''
  let isSplit = false
  const add = (text: string | null): void => {
    value = value === null || text === null ? null : value + text
  }
  const alone = take(cursor, ALONE)
  if (alone !== null) return { value: alone, isSplit: false, source: alone }
  if (take(cursor, HOME) !== null) add('~')
  while (!isNext(cursor, END)) {
    const isQuoted = cursor.text[cursor.at] === '"'
    const part = readPart(cursor, readSubstitution)
    if (part === undefined) return null
    if (part === null && !isQuoted) isSplit = true
    add(part)
  }
  const source = cursor.text.slice(from, cursor.at)
  // bash expands a home folder behind `=` and `:` in some words.
  return source === '' ? null : { value: /[=:]~/.test(source) ? null : value, isSplit, source }
}

/** Value of one part of a word, `null` when it is expanded; `undefined` when it is not certain. */
function readPart(cursor: Cursor, readSubstitution: ReadSubstitution): string | null | undefined {
  const plain = take(cursor, PLAIN) ?? take(cursor, LITERAL_BRACES)
  if (plain !== null) return plain
  const escaped = take(cursor, ESCAPED)
  if (escaped !== null) return escaped.slice(1)
  const quoted = take(cursor, SINGLE_QUOTED)
  if (quoted !== null) return quoted.slice(1, -1)
  if (take(cursor, /"/y) !== null) return readDoubleQuoted(cursor, readSubstitution)
  if (take(cursor, GLOB) !== null || take(cursor, BRACES) !== null) return null
  return readExpansion(cursor, readSubstitution)
}

function readExpansion(cursor: Cursor, readSubstitution: ReadSubstitution): null | undefined {
  if (take(cursor, EXPANDED) !== null) return null
  return take(cursor, /\$\((?!\()/y) !== null && readSubstitution(cursor) ? null : undefined
}

function readDoubleQuoted(cursor: Cursor, readSubstitution: ReadSubstitution): string | null | undefined {
  let value: string | null = ''
  while (take(cursor, /"/y) === null) {
    const text = take(cursor, IN_DOUBLE_QUOTES)
    if (text === null && readExpansion(cursor, readSubstitution) === undefined) return undefined
    value = value === null || text === null ? null : value + text.replace(/\\([$"\\`])/g, '$1')
  }
  return value
}
