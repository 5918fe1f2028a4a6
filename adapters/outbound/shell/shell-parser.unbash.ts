import { forEachChild, parse, type Command, type Redirection, type SyntaxNode, type Word, type WordPart } from 'unbash'
import {
  EVALUATED,
  programName,
  SHELLS,
  type ParseShell,
  type ShellCommand,
} from '../../../domain/approvals/shell-command.js'
import { readCertainly } from './certain-script.js'

/** Longest script in UTF-16 code units: a hostile one of this length takes 0.2 s. */
const MAX_LENGTH = 20_000
/** Scripts in scripts; deeper ones are not certain. */
const MAX_DEPTH = 4
/** Nodes around a node; a script that is not certain is not followed further. */
const MAX_LEVEL = 100

/** Reads for certain what all shells read alike, and anything else as bash, by the parser `unbash`. */
export const parseShell: ParseShell = (script) => {
  if (script.length > MAX_LENGTH || script.includes('\0')) return null
  const found: ShellCommand[] = []
  if (addCertainly(script, 0, found)) return found
  found.length = 0
  addBroadly(script, 0, found)
  return [...found, EVALUATED]
}

/** Adds the commands of a script and of the scripts in it. Returns false when one of them is not certain. */
function addCertainly(script: string, depth: number, found: ShellCommand[]): boolean {
  const commands = depth > MAX_DEPTH ? null : readCertainly(script)
  return (
    commands?.every((command) => {
      found.push(command)
      return scriptsIn(command.words).every((inner) => addCertainly(inner, depth + 1, found))
    }) === true
  )
}

/** Adds the commands that bash would run, as far as they can be told; a script with errors is read up to them. */
function addBroadly(script: string, depth: number, found: ShellCommand[]): void {
  let level = 0
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'For' || node.type === 'Select') found.push({ words: [], writes: [], assigns: [node.name.value] })
    if (node.type === 'Redirected')
      found.push({ words: [], writes: node.redirects.flatMap(writesOf), assigns: [], ...readsOf(node.redirects) })
    if (node.type === 'Command') {
      const command = commandOf(node)
      found.push(command)
      if (depth < MAX_DEPTH) for (const inner of scriptsIn(command.words)) addBroadly(inner, depth + 1, found)
    }
    level += 1
    if (level < MAX_LEVEL) forEachChild(node, visit)
    level -= 1
  }
  visit(parse(script))
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
  const evaluated = words.indexOf('eval')
  if (evaluated !== -1)
    return [
      words
        .slice(evaluated + 1)
        .filter((word) => word !== null)
        .join(' '),
    ]
  const shell = words.findIndex((word) => word !== null && SHELLS.has(programName(word)))
  const option = words.findIndex((word, at) => at > shell && word !== null && /^-[a-zA-Z]*c$/.test(word))
  const text = shell === -1 || option === -1 ? null : words[option + 1]
  return typeof text === 'string' ? [text] : []
}
