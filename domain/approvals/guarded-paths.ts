import type { ToolCall } from './approval.js'
import { isJsonObject, type Json } from './canonical-json.js'
import { SHELL_TOOL } from './permission-rule.js'
import type { ParseShell, ShellCommand } from './shell-command.js'

/** Path that a call names. `tree`: everything below it is reached as well. */
export interface NamedPath {
  /** Absolute; links and `..` are still in it. */
  readonly path: string
  readonly reach: 'entry' | 'tree'
}

/** Names of an agent's tools by the files that they reach. Any other tool reaches all below the paths that it names. */
export interface FileTools {
  /** Tools that reach the named entry and nothing below it. */
  readonly entry: ReadonlySet<string>
  /** Tools that search a whole folder; without a path, the folder of the session. */
  readonly search: ReadonlySet<string>
  /** Tools whose `pattern` is compared with the content of files, not with their paths. */
  readonly content: ReadonlySet<string>
}

const PATH_KEY = /path|file|dir|folder|glob|pattern|root|cwd|ur[il]/i
const GLOB = /[*?{[]/

/**
 * Paths in the input of a call, made absolute by the session's folder. Returns `null` when a path cannot be made
 * absolute: the folder is unknown, or it is another user's home.
 */
export function pathsOf(
  { tool, input, cwd }: Pick<ToolCall, 'tool' | 'input' | 'cwd'>,
  home: string,
  tools: FileTools,
): ReadonlyArray<NamedPath> | null {
  const base = absolute(typeof input['path'] === 'string' ? input['path'] : '.', cwd, home)
  const texts = textsIn(input, '').filter(
    ({ key }) => PATH_KEY.test(key) && !(tools.content.has(tool) && key === 'pattern'),
  )
  const found = texts.map(({ key, text }) => absolute(text, key === 'path' ? cwd : base, home))
  const named = tools.search.has(tool) ? [base, ...found] : found
  if (named.some((path) => path === null)) return null
  return named.flatMap((path) => (path === null ? [] : [reachOf(path, tools.entry.has(tool))]))
}

/** Word that is a path in any folder. */
const PATH_WORD = /\/|^[.~]/

/** Links are followed for each of them. */
const MAX_WORDS = 1_000

/**
 * Paths that a call of a shell may reach: each word of its commands, and the files of its redirections, as a path. Words that are
 * known only when it runs are left out. None for other calls and for a script that cannot be read, which no rule allows; `null`
 * when a path cannot be made absolute, or there are too many.
 */
export function shellPathsOf(
  { tool, input, cwd }: Pick<ToolCall, 'tool' | 'input' | 'cwd'>,
  home: string,
  parseShell: ParseShell,
): ReadonlyArray<NamedPath> | null {
  if (tool !== SHELL_TOOL || typeof input['command'] !== 'string') return []
  const commands = parseShell(input['command']) ?? []
  // Without a folder a bare word is a name; with one it may be a link.
  const words = new Set(
    commands
      .flatMap(wordsOf)
      .flatMap(pathsIn)
      .filter((word) => cwd !== null || PATH_WORD.test(word)),
  )
  if (words.size > MAX_WORDS) return null
  const named = [...words].map((word) => absolute(word, cwd, home))
  return named.some((path) => path === null)
    ? null
    : named.flatMap((path) => (path === null ? [] : [{ path, reach: 'tree' }]))
}

const wordsOf = ({ words, writes, reads = [] }: ShellCommand): ReadonlyArray<string> =>
  [...words, ...writes, ...reads].filter((word) => word !== null)

/** The word itself, and the value of an option: `--file=/x`, `if=/x`, `-I/x`. */
function pathsIn(word: string): ReadonlyArray<string> {
  const value = word.indexOf('=') + 1
  const attached = word.startsWith('-') ? word.search(/[/~]/) : -1
  return [word, ...(value > 0 ? [word.slice(value)] : []), ...(attached > 0 ? [word.slice(attached)] : [])]
}

/** True when the path is the place or inside it, or for a tree, above it. Both are absolute and free of links. */
export function reaches({ path, reach }: NamedPath, place: string): boolean {
  return isWithin(path, place) || (reach === 'tree' && isWithin(place, path))
}

/** True when the path names a folder of settings of a CLI, by its own name and in any project. */
export const namesSettings = (path: string, folders: ReadonlyArray<string>): boolean =>
  path.split('/').some((part) => folders.includes(part))

const isWithin = (path: string, place: string): boolean =>
  path === place || path.startsWith(place.endsWith('/') ? place : `${place}/`)

function reachOf(path: string, isEntry: boolean): NamedPath {
  const at = path.search(GLOB)
  if (at === -1) return { path, reach: isEntry ? 'entry' : 'tree' }
  return { path: path.slice(0, path.lastIndexOf('/', at)) || '/', reach: 'tree' }
}

function absolute(text: string, base: string | null, home: string): string | null {
  const path = text.replace(/^file:\/\//, '')
  if (path.startsWith('/')) return path
  if (path === '~' || path.startsWith('~/')) return home + path.slice(1)
  return base === null || path.startsWith('~') ? null : `${base}/${path}`
}

function textsIn(value: Json, key: string): ReadonlyArray<{ readonly key: string; readonly text: string }> {
  if (typeof value === 'string') return [{ key, text: value }]
  if (Array.isArray(value)) return value.flatMap((one: Json) => textsIn(one, key))
  return isJsonObject(value) ? Object.entries(value).flatMap(([name, one]) => textsIn(one, name)) : []
}
