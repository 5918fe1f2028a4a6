import type { ToolCall } from './approval.js'
import { isJsonObject, type Json } from './canonical-json.js'

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
