import {
  forEachChild,
  parse,
  type Command,
  type ParameterExpansionPart,
  type Redirection,
  type SyntaxNode,
  type Word,
  type WordPart,
} from 'unbash'
import { EVALUATED, programName, type ParseShell, type ShellCommand } from '../../../domain/approvals/shell-command.js'

/** Longest script in UTF-16 code units: a hostile one of this length takes 40 ms. */
const MAX_LENGTH = 20_000
/** Scripts in scripts; deeper ones are not read. */
const MAX_DEPTH = 4

/**
 * Nodes whose effect on what runs later, or at all, is not followed. Arithmetic and tests run the commands in a subscript; zsh
 * takes the qualifiers of an extended pattern as code.
 */
const UNREAD: ReadonlySet<SyntaxNode['type']> = new Set([
  ...(['Function', 'Coproc', 'ArithmeticExpansion', 'ArithmeticCommand', 'ArithmeticFor'] as const),
  ...(['ArithmeticCommandExpansion', 'TestCommand', 'Transform', 'Unknown', 'ArrayValue'] as const),
  ...(['ExtendedGlob', 'FileDescriptorVariable'] as const),
])

/** Builtins that take names of variables. The subscript of a name is evaluated, quoted as well (bash 5.2, zsh 5.9). */
const NAMING: ReadonlySet<string> = new Set([
  ...['[', 'declare', 'export', 'float', 'getopts', 'integer', 'let', 'local', 'mapfile', 'print', 'printf'],
  ...['read', 'readarray', 'readonly', 'test', 'typeset', 'unset', 'wait'],
])

const SHELLS: ReadonlySet<string> = new Set(['ash', 'bash', 'dash', 'ksh', 'mksh', 'sh', 'zsh'])

/** Bash, by the parser `unbash`. */
export const parseShell: ParseShell = (script) => {
  const found: ShellCommand[] = []
  return read(script, 0, found) ? found : null
}

/** Adds the commands of a script. Returns false when one is not certain. */
function read(script: string, depth: number, found: ShellCommand[]): boolean {
  if (script.length > MAX_LENGTH || depth > MAX_DEPTH || script.includes('\0')) return false
  let isCertain = true
  const visit = (node: SyntaxNode): void => {
    if (UNREAD.has(node.type) || (node.type === 'Script' && (node.errors ?? []).length > 0)) isCertain = false
    if (!isCertain) return
    if (isEvaluated(node)) found.push(EVALUATED)
    if (node.type === 'Default' && node.operator.includes('=')) isCertain = false
    if (node.type === 'For' || node.type === 'Select') found.push({ words: [], writes: [], assigns: [node.name.value] })
    if (node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution') isCertain = node.script !== undefined
    if (node.type === 'Redirected')
      found.push({ words: [], writes: node.redirects.flatMap(writesOf), assigns: [], ...readsOf(node.redirects) })
    if (node.type === 'Command') {
      const command = commandOf(node)
      found.push(command)
      if (isNaming(node)) found.push(EVALUATED)
      isCertain = scriptsIn(command.words).every((inner) => read(inner, depth + 1, found))
    }
    forEachChild(node, visit)
  }
  visit(parse(script))
  return isCertain
}

/**
 * True for an expansion whose text or value is evaluated: a subscript, an offset or a length is arithmetic, which runs the commands in
 * a subscript of its own, quoted or from a variable (bash 5.2, zsh 5.9). `${!x}` takes its name, with a subscript, from a value.
 */
function isEvaluated(node: SyntaxNode): boolean {
  switch (node.type) {
    case 'ParameterExpansion':
      return !isPlain(node)
    case 'Word':
    case 'DoubleQuoted':
    case 'LocaleString':
      return node.parts !== undefined && hasSubscript(node.parts)
    case 'HereDoc':
      return node.delimiter?.quoted !== true && hasSubscript(node.body.parts ?? [node.body])
    default:
      return false
  }
}

function isPlain({ prefix, index, operation }: ParameterExpansionPart): boolean {
  if (prefix === '!') return operation?.type === 'Names'
  if (index !== undefined && !/^(?:\d+|[@*])$/.test(index.text)) return false
  if (operation?.type !== 'Slice') return true
  const { offset, length } = operation
  return [offset, length].every((word) => word === undefined || /^ ?-?\d+$/.test(word.text))
}

/** True for a builtin with a name whose subscript runs a command, or whose text is known only when it runs. */
function isNaming({ name, args }: Command): boolean {
  const words = [...(name === undefined ? [] : [name]), ...args].map((word) => ({
    text: word.text,
    value: word.type === 'Word' ? literal(word) : null,
  }))
  return (
    words.some(({ value }) => value !== null && NAMING.has(value)) &&
    words.some(({ text, value }) => (value === null ? /\[|\$'/.test(text) : /\w\[.*[$`]/s.test(value)))
  )
}

const BARE: ReadonlySet<string> = new Set(['Literal', 'SimpleExpansion', 'Glob', 'HereDocBody'])

/** zsh reads a subscript behind any parameter: `$x[…]`, `$#x[…]`, `$+x[…]`, `$*[…]`. */
function hasSubscript(parts: ReadonlyArray<Pick<WordPart, 'text'> & { readonly type: string }>): boolean {
  const bare = parts.map(({ type, text }) => (BARE.has(type) ? text : ' '))
  return /\$[-#+=~^@*?!$]*\w*\[/.test(bare.join(''))
}

function commandOf({ name, prefix, args, redirects }: Command): ShellCommand {
  const assigned = prefix.flatMap((one) => (one.type === 'Assignment' ? [one.name] : []))
  return {
    words: [
      ...(name === undefined ? [] : [literal(name)]),
      ...args.map((arg) => (arg.type === 'Word' ? literal(arg) : null)),
    ],
    writes: redirects.flatMap(writesOf),
    assigns: assigned,
    ...readsOf(redirects),
  }
}

/** Text of a word that no expansion changes; `null` for any other. */
function literal({ value, parts = [] }: Word): string | null {
  return parts.every(isLiteral) ? value : null
}

function isLiteral(part: WordPart): boolean {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return true
    case 'DoubleQuoted':
      return part.parts.every(isLiteral)
    default:
      return false
  }
}

/** Places that a redirection writes to; a connection by `/dev/tcp` is one too, in either direction. zsh 5.9 writes a file for `>&1-`. */
function writesOf(redirection: Redirection): ReadonlyArray<string | null> {
  if (redirection.type !== 'Redirect') return []
  const { operator, target } = redirection
  const place = target === undefined ? null : literal(target)
  if (place === null) return [null]
  if (operator.endsWith('&') && /^(?:\d+|-)$/.test(place)) return []
  if (operator === '<') return /^\/dev\/(?:tcp|udp)\//.test(place) ? [place] : []
  return /^\/dev\/(?:null|stdout|stderr)$/.test(place) ? [] : [place]
}

function readsOf(redirections: ReadonlyArray<Redirection>): Pick<ShellCommand, 'reads'> {
  const reads = redirections.flatMap((one) =>
    one.type === 'Redirect' && one.operator === '<' ? [one.target === undefined ? null : literal(one.target)] : [],
  )
  return reads.length === 0 ? {} : { reads }
}

/** Scripts that a command is given as a text, where all of it is known. */
function scriptsIn(words: ReadonlyArray<string | null>): ReadonlyArray<string> {
  const [name, ...given] = words
  if (typeof name !== 'string') return []
  if (name === 'eval') return given.every((word) => word !== null) ? [given.join(' ')] : []
  const shell = words.findIndex((word) => word !== null && SHELLS.has(programName(word)))
  if (shell === -1) return []
  const option = words.findIndex((word, at) => at > shell && word !== null && /^-[a-zA-Z]*c$/.test(word))
  const text = option === -1 ? null : words[option + 1]
  return typeof text === 'string' ? [text] : []
}
