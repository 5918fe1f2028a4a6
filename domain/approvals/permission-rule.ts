import * as E from 'fp-ts/lib/Either.js'
import type { AgentId } from '../agents/agent-id.js'
import { isWithin } from '../files/project-path.js'
import type { ProjectId } from '../projects/project-id.js'
import type { Instant } from '../shared/instant.js'
import { EVALUATED, programName, unwrapped, type ParseShell, type ShellCommand } from './shell-command.js'
import { invalidRule, type InvalidRule } from './errors.js'

/** Effect of a rule on a call. `deny` wins over `ask`, and `ask` over `allow`. */
export type RuleEffect = 'allow' | 'ask' | 'deny'

/** Part of a call that a rule compares. */
export type RulePattern =
  /** Every call of the tool. */
  | { readonly kind: 'any' }
  /** A simple command of a shell: these words, and with `open` any further ones. */
  | { readonly kind: 'command'; readonly words: ReadonlyArray<string>; readonly open: boolean }
  /** A file, or a folder with everything below it; absolute. */
  | { readonly kind: 'path'; readonly path: string }
  /** Host of an address; one that begins with a dot takes the hosts below it. */
  | { readonly kind: 'host'; readonly host: string }

/** A rule that a person made for calls to come. */
export interface PermissionRule {
  readonly id: string
  /** Effect on a matching call. */
  readonly effect: RuleEffect
  readonly tool: string
  /** Calls that match. */
  readonly pattern: RulePattern
  /** Project whose folder the agent works in; `null` for any folder. */
  readonly projectId: ProjectId | null
  /** Coding CLI that makes the call; `null` for any. */
  readonly agent: AgentId | null
  /** Time at which a person put it in force. */
  readonly createdAt: Instant
}

/** A call as rules see it. */
export interface RuledCall {
  readonly tool: string
  /** Commands of a call that runs a shell, with `EVALUATED` where they are not certain; `null` when they were not read, `undefined` for other calls. */
  readonly commands: ReadonlyArray<ShellCommand> | null | undefined
  /** Paths in the input, absolute and free of links; `null` when one is not known, none when no rule compares paths. */
  readonly paths: ReadonlyArray<string> | null
  /** Host of the address in the input. */
  readonly host: string | null
  /** `null` outside of all projects; `undefined` when it is not known: rules of any project then deny and ask, and allow nothing. */
  readonly projectId: ProjectId | null | undefined
  /** `null` when it is not known. */
  readonly agent: AgentId | null
}

/** Verdict of the rules on a call. */
export interface RuleJudgement {
  readonly effect: RuleEffect
  /** Rules that decided; empty for a command that cannot be read for certain, which is asked about. */
  readonly rules: ReadonlyArray<PermissionRule>
}

/** Judges a call by the rules; `null` when none of them concerns it. */
export function judgeByRules(rules: ReadonlyArray<PermissionRule>, call: RuledCall): RuleJudgement | null {
  const concerned = rules.filter(
    (one) => one.tool === call.tool && isOfProject(one, call) && (one.agent === null || one.agent === call.agent),
  )
  if (concerned.length === 0) return null
  const withEffect = (effect: RuleEffect) => concerned.filter((one) => one.effect === effect)
  const denying = withEffect('deny').filter((one) => touches(one.pattern, call))
  if (denying.length > 0) return { effect: 'deny', rules: denying }
  const asking = withEffect('ask').filter((one) => touches(one.pattern, call))
  if (asking.length > 0) return { effect: 'ask', rules: asking }
  if (!isReadable(call) || (call.paths === null && comparePaths(concerned))) return { effect: 'ask', rules: [] }
  const allowing = coveredBy(withEffect('allow'), call)
  return allowing === null ? null : { effect: 'allow', rules: allowing }
}

/** True when all that the call runs is known, or it runs no shell. */
export const isReadable = ({ commands }: RuledCall): boolean =>
  commands !== null && commands?.includes(EVALUATED) !== true

const isOfProject = ({ projectId, effect }: PermissionRule, call: RuledCall): boolean =>
  projectId === null || projectId === call.projectId || (call.projectId === undefined && effect !== 'allow')

/** True when the paths of a call count for one of the rules. */
export const comparePaths = (rules: ReadonlyArray<PermissionRule>): boolean =>
  rules.some(({ pattern }) => pattern.kind === 'path')

/** True when any part of the call can be what the pattern names: wrapped commands and folders above a path count. */
function touches(pattern: RulePattern, { commands, paths, host }: RuledCall): boolean {
  switch (pattern.kind) {
    case 'any':
      return true
    case 'command':
      return (commands ?? []).some((command) => unwrapped(command).some((words) => mayMatch(pattern, words)))
    case 'path':
      return (paths ?? []).some((path) => isWithin(pattern.path, path) || isWithin(path, pattern.path))
    case 'host':
      return host !== null && isHost(pattern.host, host)
  }
}

/** Rules that together allow all of the call; `null` when a part of it is left. */
function coveredBy(
  rules: ReadonlyArray<PermissionRule>,
  { commands, paths, host }: RuledCall,
): ReadonlyArray<PermissionRule> | null {
  if (commands === undefined || commands === null) {
    const rule = rules.find(({ pattern }) => covers(pattern, paths, host))
    return rule === undefined ? null : [rule]
  }
  const used = commands.map((command) => rules.find(({ pattern }) => coversCommand(pattern, command)))
  if (used.length === 0 || used.some((rule) => rule === undefined)) return null
  return [...new Set(used.flatMap((rule) => (rule === undefined ? [] : [rule])))]
}

function covers(pattern: RulePattern, paths: ReadonlyArray<string> | null, host: string | null): boolean {
  switch (pattern.kind) {
    case 'any':
      return true
    case 'command':
      return false
    case 'path':
      return paths !== null && paths.length > 0 && paths.every((path) => isWithin(pattern.path, path))
    case 'host':
      return host !== null && isHost(pattern.host, host)
  }
}

/** Exact: a command that sets a variable or writes a file by redirection is another one. */
function coversCommand(pattern: RulePattern, { words, writes, assigns }: ShellCommand): boolean {
  if (pattern.kind === 'any') return true
  if (pattern.kind !== 'command' || writes.length > 0 || assigns.length > 0) return false
  return (
    (pattern.open ? words.length >= pattern.words.length : words.length === pattern.words.length) &&
    pattern.words.every((word, at) => words[at] === word)
  )
}

/** Broad: a word that is known only later can be any number of words, and a program is found in any folder. */
function mayMatch(
  pattern: Extract<RulePattern, { readonly kind: 'command' }>,
  words: ReadonlyArray<string | null>,
): boolean {
  const opening = words.indexOf(null)
  const known = opening === -1 ? words : words.slice(0, opening)
  const isLongEnough = pattern.open ? words.length >= pattern.words.length : words.length === pattern.words.length
  return (
    (isLongEnough || opening !== -1) &&
    pattern.words.every((wanted, at) => {
      const word = known[at]
      if (typeof word !== 'string') return opening !== -1
      return word === wanted || (at === 0 && programName(word) === wanted)
    })
  )
}

const isHost = (wanted: string, host: string): boolean =>
  wanted.startsWith('.') ? host.endsWith(wanted) : host === wanted

/** Tool that runs its `command` in a shell. */
export const SHELL_TOOL = 'Bash'

/** Most rules of a hub; far above what a person makes by hand. */
export const MAX_RULES = 500
const MAX_TOOL_LENGTH = 200
/** Characters that no name of a tool has: control characters, those without a width or for the direction, lone surrogates. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/u
const MAX_PATTERN_LENGTH = 1_000

/** Fields of a rule as a person gives them: at most one of `command`, `path` and `host`. */
export interface RuleDraft {
  readonly effect: RuleEffect
  readonly tool: string
  /** One simple command; a last word `*` takes any further words. */
  readonly command?: string | null | undefined
  readonly path?: string | null | undefined
  readonly host?: string | null | undefined
  readonly projectId?: ProjectId | null | undefined
  readonly agent?: AgentId | null | undefined
  /** Id of the rule in whose place it is put. */
  readonly replaces?: string | null | undefined
}

/** Reads a draft. */
export function readRule(
  { effect, tool, command, path, host, projectId, agent }: RuleDraft,
  parseShell: ParseShell,
): E.Either<InvalidRule, Omit<PermissionRule, 'id' | 'createdAt'>> {
  const given = [command, path, host].filter((one) => one !== undefined && one !== null)
  if (tool.trim() === '' || tool.length > MAX_TOOL_LENGTH || UNSEEN.test(tool)) return E.left(invalidRule('tool'))
  if (given.length > 1) return E.left(invalidRule('more-than-one-pattern'))
  if (given.some((one) => one === '' || one.length > MAX_PATTERN_LENGTH)) return E.left(invalidRule('length'))
  // A command of another tool is never compared, so the rule would not even deny.
  if (typeof command === 'string' && tool !== SHELL_TOOL) return E.left(invalidRule('tool'))
  const pattern = readPattern(command, path, host, parseShell)
  return E.map((read: RulePattern) => ({
    effect,
    tool,
    pattern: read,
    projectId: projectId ?? null,
    agent: agent ?? null,
  }))(pattern)
}

function readPattern(
  command: string | null | undefined,
  path: string | null | undefined,
  host: string | null | undefined,
  parseShell: ParseShell,
): E.Either<InvalidRule, RulePattern> {
  if (typeof command === 'string') return readCommand(command, parseShell)
  if (typeof path === 'string') {
    const isClean =
      path.startsWith('/') &&
      !path
        .split('/')
        .slice(1, -1)
        .some((part) => ['', '.', '..'].includes(part))
    const isTrimmed = path === '/' || !/\/(?:\.{0,2})$/.test(path)
    return isClean && isTrimmed && !/\p{Cc}/u.test(path) ? E.right({ kind: 'path', path }) : E.left(invalidRule('path'))
  }
  if (typeof host === 'string') {
    const isName = /^\.?[a-z\d](?:[a-z\d.:-]{0,252})$/.test(host)
    return isName ? E.right({ kind: 'host', host }) : E.left(invalidRule('host'))
  }
  return E.right({ kind: 'any' })
}

function readCommand(text: string, parseShell: ParseShell): E.Either<InvalidRule, RulePattern> {
  const open = /\s\*$/.test(text)
  // As the words of `:`, so that names of builtins and syntax, such as `trap`, are words as well.
  const commands = /^\s*[A-Za-z_]\w*=/.test(text) ? null : parseShell(`: ${open ? text.slice(0, -1) : text}`)
  const [command, more] = commands ?? []
  if (command === undefined || more !== undefined || command.writes.length > 0) return E.left(invalidRule('command'))
  const [, ...words] = command.words.filter((word) => word !== null)
  const isPlain = words.length === command.words.length - 1
  return isPlain && words.length > 0 ? E.right({ kind: 'command', words, open }) : E.left(invalidRule('command'))
}

/** Pattern of a command as a person writes it, which `readRule` reads to the same pattern. */
export function commandText({ words, open }: Extract<RulePattern, { readonly kind: 'command' }>): string {
  const quoted = words.map((word) =>
    /^(?!\w*=)[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`,
  )
  return [...quoted, ...(open ? ['*'] : [])].join(' ')
}

/** Tool and pattern of a rule, for people: `Bash npm test *`. */
export function ruleText({ tool, pattern }: Pick<PermissionRule, 'tool' | 'pattern'>): string {
  const said = patternText(pattern)
  return said === null ? tool : `${tool} ${said}`
}

/** Pattern of a rule as a person gives it; `null` for every call. */
export function patternText(pattern: RulePattern): string | null {
  switch (pattern.kind) {
    case 'any':
      return null
    case 'command':
      return commandText(pattern)
    case 'path':
      return pattern.path
    case 'host':
      return pattern.host
  }
}

/** A call that the pattern takes and one that it just does not, for people; `null` for every call. */
export function examplesOf(pattern: RulePattern): { readonly match: string; readonly nearMiss: string } | null {
  switch (pattern.kind) {
    case 'any':
      return null
    case 'command': {
      const exact = commandText({ ...pattern, open: false })
      if (!pattern.open) return { match: exact, nearMiss: `${exact} --force` }
      const [first, ...rest] = pattern.words
      const shorter = commandText({ kind: 'command', words: [first ?? '', ...rest.slice(0, -1)], open: false })
      return { match: `${exact} --force`, nearMiss: rest.length > 0 ? shorter : `${exact} > file` }
    }
    case 'path':
      return { match: `${pattern.path === '/' ? '' : pattern.path}/file`, nearMiss: `${pattern.path}-2` }
    case 'host':
      return pattern.host.startsWith('.')
        ? { match: `docs${pattern.host}`, nearMiss: pattern.host.slice(1) }
        : { match: pattern.host, nearMiss: `docs.${pattern.host}` }
  }
}

/** Patterns that an answer to a call proposes, the narrowest first. */
export function proposalsFor(call: RuledCall): ReadonlyArray<RulePattern> {
  if (!isReadable(call)) return []
  const { commands, paths, host } = call
  if (commands !== undefined && commands !== null) return commands.flatMap(proposalsForCommand)
  if (host !== null) return [{ kind: 'host', host }]
  const [path, other] = paths ?? []
  return path === undefined || other !== undefined ? [] : [{ kind: 'path', path }]
}

function proposalsForCommand({ words, writes, assigns }: ShellCommand): ReadonlyArray<RulePattern> {
  const known = words.filter((word) => word !== null)
  if (known.length === 0 || words[0] === null || writes.length + assigns.length > 0) return []
  const start = words.slice(0, 2).filter((word) => word !== null && !word.startsWith('-')) as ReadonlyArray<string>
  const opened: RulePattern = { kind: 'command', words: start, open: true }
  return known.length === words.length ? [{ kind: 'command', words: known, open: false }, opened] : [opened]
}
