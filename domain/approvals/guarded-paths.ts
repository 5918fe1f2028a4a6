import type { ToolCall } from './approval.js'
import { isJsonObject, type Json } from './canonical-json.js'
import { candidatesIn, decoded } from './path-texts.js'
import { SHELL_TOOL } from './permission-rule.js'
import type { ParseShell, ShellCommand } from './shell-command.js'

/** Path that a call names. */
export interface NamedPath {
  /** Absolute; links and `..` are still in it. */
  readonly path: string
  /** `tree`: everything below it is reached as well. `prefix`: everything whose path begins with this text. */
  readonly reach: 'entry' | 'tree' | 'prefix'
}

/** Names of an agent's tools by the files that they reach. Any other tool reaches all below the paths that it names. */
export interface FileTools {
  /** Tools that reach the named entry and nothing below it. */
  readonly entry: ReadonlySet<string>
  /** Tools that search a whole folder; without a path, the folder of the session. */
  readonly search: ReadonlySet<string>
  /** Tools whose `pattern` is compared with the content of files, not with their paths. */
  readonly content: ReadonlySet<string>
  /** Further tools that reach no file but under a key for a path: their other texts are for people and agents. */
  readonly prose: ReadonlySet<string>
}

type Call = Pick<ToolCall, 'tool' | 'input' | 'cwd'>

const PATH_KEY = /path|file|dir|folder|glob|pattern|root|cwd|ur[il]/i
const GLOB = /[*?{[(\\]/

/** Tool of Codex with a patch as a text. */
const PATCH_TOOL = 'apply_patch'
const PATCH_HEAD = /^\s*\*{3}[^:]*:(.*)$/gm

/**
 * Paths in the input of a call, made absolute by the session's folder. Returns `null` when a path cannot be made
 * absolute: the folder is unknown, or it is another user's home.
 */
export function pathsOf({ tool, input, cwd }: Call, home: string, tools: FileTools): ReadonlyArray<NamedPath> | null {
  const base = absolute(typeof input['path'] === 'string' ? input['path'] : '.', cwd, home)
  const texts = textsIn(input, '').filter(
    ({ key }) => PATH_KEY.test(key) && !(tools.content.has(tool) && key === 'pattern'),
  )
  const found = texts.flatMap(({ key, text }) =>
    // Claude Code removes white space around a path before it opens the file; addresses can be encoded.
    [...new Set([text, text.trim(), decoded(text)])].map((one) => absolute(one, key === 'path' ? cwd : base, home)),
  )
  const patched = tool === PATCH_TOOL ? patchedPaths(input).map((path) => absolute(path, cwd, home)) : []
  const named = [...(tools.search.has(tool) ? [base] : []), ...found, ...patched]
  if (named.some((path) => path === null)) return null
  return named.flatMap((path) => (path === null ? [] : [reachOf(path, tools.entry.has(tool))]))
}

const patchedPaths = (input: Call['input']): ReadonlyArray<string> =>
  textsIn(input, '').flatMap(({ text }) => [...text.matchAll(PATCH_HEAD)].map(([, path = '']) => path.trim()))

/** Texts of a call that can have a path anywhere in them. */
export interface PathTexts {
  /** Texts as they are written, and words of commands. */
  readonly texts: ReadonlyArray<string>
  /** Parts of the texts that may be a path, in the order of the script. */
  readonly candidates: ReadonlyArray<string>
}

/**
 * Texts of a call that may hold paths beside those of `pathsOf`: the script of a shell with each word of its commands and the
 * files of its redirections, and every text in the input of a tool that is not known. Words that are known only when the command
 * runs are left out.
 */
export function pathTextsOf({ tool, input }: Call, tools: FileTools, parseShell: ParseShell): PathTexts {
  const { command } = input
  if (tool === SHELL_TOOL && typeof command === 'string') return scriptTexts(command, parseShell)
  const isKnown = [tools.entry, tools.search, tools.prose].some((names) => names.has(tool)) || tool === PATCH_TOOL
  const texts = isKnown ? [] : textsIn(input, '').map(({ text }) => text)
  return { texts, candidates: texts.flatMap(candidatesIn) }
}

function scriptTexts(script: string, parseShell: ParseShell): PathTexts {
  const words = (parseShell(script) ?? []).flatMap(wordsOf)
  const ofWords = words.flatMap(candidatesIn)
  // A document may name the path of a word once more, from another folder.
  const known = new Set(script.includes('<<') ? [] : ofWords)
  const ofScript = candidatesIn(script).filter((one) => !known.has(one))
  return { texts: [script, ...words], candidates: [...ofWords, ...ofScript] }
}

const wordsOf = ({ words, writes, reads = [] }: ShellCommand): ReadonlyArray<string> =>
  [...words, ...writes, ...reads].filter((word) => word !== null)

/**
 * Paths that a part of a text may name from a folder. `..` can also be taken from a folder that the command makes, so the path
 * without them counts too. Returns `null` when it cannot be made absolute.
 */
export function pathsFrom(folder: string | null, candidate: string, home: string): ReadonlyArray<NamedPath> | null {
  const found = withoutAscent(candidate).map((one) => absolute(one, folder, home))
  if (found.some((path) => path === null)) return null
  return found.flatMap((path) => (path === null ? [] : textReaches(path)))
}

/** A relative path with each number of its leading `..` left out. */
function withoutAscent(path: string): ReadonlyArray<string> {
  const rest = /^\.\.\/+(?=[^/])/.exec(path)
  return rest === null ? [path] : [path, ...withoutAscent(path.slice(rest[0].length))]
}

/** True when the path reaches the place. Both are absolute and free of links. */
export function reaches({ path, reach }: NamedPath, place: string): boolean {
  if (isWithin(path, place)) return true
  return reach === 'tree' ? isWithin(place, path) : reach === 'prefix' && place.startsWith(path)
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

function textReaches(path: string): ReadonlyArray<NamedPath> {
  const at = path.search(GLOB)
  return [{ path, reach: 'tree' }, ...(at === -1 ? [] : [{ path: path.slice(0, at), reach: 'prefix' } as const])]
}

function absolute(text: string, base: string | null, home: string): string | null {
  const path = text.replace(/^file:(?:\/\/[^/]*)?(?=\/)/i, '')
  if (path.startsWith('/')) return path
  if (path === '~' || path.startsWith('~/')) return home + path.slice(1)
  return base === null || /^~[^\s/]*(?:\/|$)/.test(path) ? null : `${base}/${path}`
}

function textsIn(value: Json, key: string): ReadonlyArray<{ readonly key: string; readonly text: string }> {
  if (typeof value === 'string') return [{ key, text: value }]
  if (Array.isArray(value)) return value.flatMap((one: Json) => textsIn(one, key))
  return isJsonObject(value) ? Object.entries(value).flatMap(([name, one]) => textsIn(one, name)) : []
}
