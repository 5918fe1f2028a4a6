import type { ShellCommand } from '../../../domain/approvals/shell-command.js'
import { isCertainCommand, isCertainName, RESERVED } from './certain-builtins.js'
import { END, ENDS, isNext, PARAMETER, readWord, take, type CertainWord, type Cursor } from './certain-words.js'

/** Script that is read, with the commands found so far. */
interface Reading extends Cursor {
  readonly found: ShellCommand[]
  /** Here-documents whose text begins with the next line. */
  readonly pending: HereDocument[]
  /** Compound commands and substitutions around the cursor. */
  depth: number
  /** Substitutions around the cursor. */
  substitutions: number
}

interface HereDocument {
  readonly delimiter: string
  readonly isQuoted: boolean
}

/** Nested compound commands and substitutions; deeper ones are not certain. */
const MAX_DEPTH = 40

/** Lone surrogates, and control characters: in a terminal they are keys, of which a tab completes a word. */
const UNCERTAIN = /[^\P{Cc}\n]|\p{Cs}/u

/**
 * Commands of a script of which every character is read alike by bash, dash and zsh, started with `-c`, in `eval` and typed into a
 * terminal; `null` for any other. It lists the constructions that are certain, so that what it does not list is not certain.
 */
export function readCertainly(text: string): ReadonlyArray<ShellCommand> | null {
  if (UNCERTAIN.test(text)) return null
  const reading: Reading = { text, at: 0, found: [], pending: [], depth: 0, substitutions: 0 }
  return readList(reading, ['']) !== null ? reading.found : null
}

const BLANK = /(?: |(?<= )\\\n)+/y
/** zsh takes a comment as words where a person types it, so it has nothing that is read. */
const COMMENT = /(?=#)(?<=(?:^|\n) *)#[\w .,:/@%+-]*(?=\n|$)/y
const SEPARATOR = /;(?![;&|])|&(?=[ \n)]|$)|(?=\n|\)|$)/y
const CONNECTOR = /&&|\|\|/y
const PIPE = /\|(?![|&])/y

/** Reads commands up to one of the closing words or characters, of which `''` is the end of the script. Returns that word. */
function readList(reading: Reading, closers: ReadonlyArray<string>): string | null {
  if (reading.depth > MAX_DEPTH) return null
  let isEmpty = true
  for (;;) {
    if (!readGap(reading, true)) return null
    const closer = closers.find((one) => takeCloser(reading, one))
    if (closer !== undefined) {
      const isWhole = reading.pending.length === 0 && (!isEmpty || closer === '')
      return isWhole ? closer : null
    }
    if (!readAndOr(reading) || take(reading, SEPARATOR) === null) return null
    isEmpty = false
  }
}

function takeCloser(reading: Reading, closer: string): boolean {
  if (closer === '') return reading.at === reading.text.length
  return take(reading, closer === ')' ? /\)/y : keyword(closer)) !== null
}

const keyword = (word: string): RegExp => new RegExp(word + ENDS, 'y')

/** Reads blanks and newlines, with the here-documents that begin behind one. Returns false when one of them is not certain. */
function readGap(reading: Reading, hasComments: boolean): boolean {
  for (;;) {
    take(reading, BLANK)
    if (hasComments) take(reading, COMMENT)
    if (take(reading, /\n/y) === null) return true
    if (!reading.pending.splice(0).every((one) => readHereDocument(reading, one))) return false
  }
}

function readAndOr(reading: Reading): boolean {
  do {
    do {
      if (!readGap(reading, false)) return false
      const isNegated = take(reading, /!(?= )/y) !== null
      if (isNegated) take(reading, BLANK)
      if (!readCommand(reading)) return false
      take(reading, BLANK)
    } while (take(reading, PIPE) !== null)
  } while (take(reading, CONNECTOR) !== null)
  return true
}

function readCommand(reading: Reading): boolean {
  const at = reading.found.length
  reading.depth += 1
  const isCompound = readCompound(reading)
  reading.depth -= 1
  return isCompound === undefined ? readSimple(reading) : isCompound && readRedirections(reading, at)
}

/** `undefined` when none begins here, `false` when it is not certain. */
function readCompound(reading: Reading): boolean | undefined {
  if (take(reading, /\((?!\()/y) !== null) return readList(reading, [')']) !== null
  if (take(reading, /\{(?=[ \n])/y) !== null) return readList(reading, ['}']) !== null
  if (take(reading, /if(?=[ \n])/y) !== null) return readBranches(reading)
  if (take(reading, /(?:while|until)(?=[ \n])/y) !== null)
    return readList(reading, ['do']) !== null && readBody(reading)
  if (take(reading, /for(?= )/y) !== null) return readFor(reading)
  return undefined
}

const readBody = (reading: Reading): boolean => readList(reading, ['done']) !== null

function readBranches(reading: Reading): boolean {
  if (readList(reading, ['then']) === null) return false
  const next = readList(reading, ['elif', 'else', 'fi'])
  if (next === 'elif') return readBranches(reading)
  return next === 'else' ? readList(reading, ['fi']) !== null : next === 'fi'
}

function readFor(reading: Reading): boolean {
  take(reading, BLANK)
  const name = take(reading, /[A-Za-z_]\w*(?= )/y)
  take(reading, BLANK)
  if (name === null || !isCertainName(name) || take(reading, /in(?= )/y) === null) return false
  const words: CertainWord[] = []
  const at = reading.found.length
  for (;;) {
    take(reading, BLANK)
    if (take(reading, /;|(?=\n)/y) !== null) break
    const word = readOne(reading)
    if (word === null) return false
    words.push(word)
  }
  reading.found.splice(at, 0, { words: [], writes: [], reads: words.map(({ value }) => value), assigns: [name] })
  return readGap(reading, false) && take(reading, keyword('do')) !== null && readBody(reading)
}

/** Shells differ in where a here-document is whose line goes on in a word or a substitution. */
function readOne(reading: Reading): CertainWord | null {
  const word = readWord(reading, () => {
    reading.depth += 1
    reading.substitutions += 1
    const closer = reading.pending.length === 0 ? readList(reading, [')']) : null
    reading.depth -= 1
    reading.substitutions -= 1
    return closer !== null
  })
  return word !== null && reading.pending.length > 0 && word.source.includes('\n') ? null : word
}

/** Redirections of a compound command, whose commands begin at `at`. */
function readRedirections(reading: Reading, at: number): boolean {
  const redirected = { writes: [], reads: [] }
  let isCertain: boolean | undefined
  do {
    take(reading, BLANK)
    isCertain = readRedirection(reading, redirected)
  } while (isCertain === true)
  if (isCertain === false) return false
  const { writes, reads } = redirected
  if (writes.length + reads.length > 0) reading.found.splice(at, 0, { words: [], assigns: [], writes, reads })
  return isNext(reading, END)
}

interface Redirected {
  readonly writes: (string | null)[]
  readonly reads: (string | null)[]
}

const ASSIGNMENT = /[A-Za-z_]\w*=/y

function readSimple(reading: Reading): boolean {
  const at = reading.found.length
  const words: CertainWord[] = []
  const assigns: string[] = []
  const redirected: Redirected = { writes: [], reads: [] }
  while (!isNext(reading, END)) {
    const isRedirection = readRedirection(reading, redirected)
    if (isRedirection === false) return false
    if (isRedirection === undefined) {
      const name = words.length === 0 ? take(reading, ASSIGNMENT) : null
      if (name !== null) assigns.push(name.slice(0, -1))
      const isUnset = name !== null && isNext(reading, END)
      const word = isUnset ? null : readOne(reading)
      if (word === null && !isUnset) return false
      if (name === null && word !== null) words.push(word)
    }
    take(reading, BLANK)
  }
  const command: ShellCommand = {
    words: words.map(({ value }) => value),
    assigns,
    writes: redirected.writes,
    ...(redirected.reads.length > 0 ? { reads: redirected.reads } : {}),
  }
  reading.found.splice(at, 0, command)
  return isCertainStart(words, assigns) && assigns.every(isCertainName) && isCertainCommand(command, words)
}

/** zsh runs `cat` for a redirection without a command, and takes patterns, braces and further names before `=` as its own syntax. */
function isCertainStart([first]: ReadonlyArray<CertainWord>, assigns: ReadonlyArray<string>): boolean {
  if (first === undefined) return assigns.length > 0
  const bare = first.source.replace(/^~\/|'[^']*'|"[^"]*"|\$\{\w+\}/g, '')
  return first.source === '[' || (!RESERVED.has(first.source) && !/^[-!%]|[={[*?#^~]/.test(bare))
}

const HERE_DOCUMENT = new RegExp(String.raw`<< *(?:[A-Za-z_][\w.-]*|'[A-Za-z_][\w.-]*'|"[A-Za-z_][\w.-]*")${ENDS}`, 'y')
const DUPLICATE = /\d?>&(?:\d|-)(?=[\s;|)]|$)/y
const REDIRECT = /\d?(?:>>|>\||>|<)(?![&<>|(!])/y
const NETWORK = /^\/dev\/(?:tcp|udp)\//
const STREAM = /^\/dev\/(?:null|stdout|stderr)$/

/** Takes a redirection; `undefined` when none begins here, `false` when it is not certain. */
function readRedirection(reading: Reading, { writes, reads }: Redirected): boolean | undefined {
  if (!isNext(reading, /\d*[<>]/y)) return undefined
  if (take(reading, DUPLICATE) !== null) return true
  const here = take(reading, HERE_DOCUMENT)
  if (here !== null) {
    const delimiter = here.replace(/^<<|[ '"]/g, '')
    reading.pending.push({ delimiter, isQuoted: /['"]/.test(here) })
    return true
  }
  const operator = take(reading, REDIRECT)
  if (operator === null) return false
  take(reading, BLANK)
  const word = readOne(reading)
  if (word === null) return false
  const isRead = operator.endsWith('<')
  if (isRead) reads.push(word.value)
  const isPlace = word.value === null ? !isRead : isRead ? NETWORK.test(word.value) : !STREAM.test(word.value)
  if (isPlace) writes.push(word.value)
  return true
}

/** Lines that expand `$NAME` and `${NAME}` alone. Quotes are text, and the end of a line is never escaped. */
const EXPANDED_LINE = new RegExp(String.raw`^(?:[^\\$\x60]|\\[^\n]|${PARAMETER})*$`, 'u')
/** Text that stays in a substitution of bash 3.2 as well, which knows no here-document there. */
const CLOSED_LINE = /^(?:[^'"\\`()]|\([^'"\\`()]*\))*$/

function readHereDocument(reading: Reading, { delimiter, isQuoted }: HereDocument): boolean {
  for (;;) {
    if (reading.at === reading.text.length) return false
    const line = take(reading, /[^\n]*/y) ?? ''
    if (line === delimiter) return true
    if (take(reading, /\n/y) === null) return false
    if (!isQuoted && !EXPANDED_LINE.test(line)) return false
    if (reading.substitutions > 0 && (!CLOSED_LINE.test(line) || line.includes('${'))) return false
  }
}
