import * as E from 'fp-ts/lib/Either.js'
import type { brand } from '../shared/brand.js'
import { badPath, outsideRoot, type BadFileName, type BadPath, type OutsideRoot } from './errors.js'
import { parseFileName, type FileName } from './file-name.js'

/** Path below a root: `src/a.ts`, `''` for the root itself. Contains no `.`, `..`, NUL or redundant slash. */
export type ProjectPath = string & { readonly [brand]: 'ProjectPath' }

export const ROOT = '' as ProjectPath

/** Matches lone surrogates. No file name contains one, and encoding it would yield another path. */
const BROKEN_TEXT = /\p{Surrogate}/u

/**
 * Reads a path from a client. `..` is resolved within the text and must not leave the root. An absolute path is
 * accepted inside one of `roots`, which are names of the root itself.
 */
export function parseProjectPath(
  raw: unknown,
  roots: ReadonlyArray<string> = [],
): E.Either<BadPath | OutsideRoot, ProjectPath> {
  if (typeof raw !== 'string' || raw.includes('\0') || BROKEN_TEXT.test(raw)) return E.left(badPath)
  const below = raw.startsWith('/') ? belowOneOf(roots, raw) : raw
  if (below === null) return E.left(badPath)
  const segments: string[] = []
  for (const segment of below.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment !== '..') segments.push(segment)
    else if (segments.pop() === undefined) return E.left(outsideRoot)
  }
  return E.right(segments.join('/') as ProjectPath)
}

function belowOneOf(roots: ReadonlyArray<string>, absolute: string): string | null {
  const root = roots.find((one) => isWithin(one, absolute))
  return root === undefined ? null : absolute.slice(root.length)
}

/** True when an absolute path is the folder or inside it, by name only: `/a/bc` is not in `/a/b`. */
export const isWithin = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)

/** Path of `name` in a folder. */
export const inFolder = (folder: ProjectPath, name: FileName): ProjectPath =>
  (folder === ROOT ? name : `${folder}/${name}`) as ProjectPath

/** Operand of a file operation: its folder and its name there. */
export interface Operand {
  readonly folder: ProjectPath
  /** Name of the entry in its folder. */
  readonly name: FileName
}

/** Reads an operand. Refuses the root and everything in git's own folder. */
export function parseOperand(path: ProjectPath): E.Either<BadFileName | BadPath, Operand> {
  if (path === ROOT || isOfGit(path)) return E.left(badPath)
  const cut = path.lastIndexOf('/')
  const name = parseFileName(path.slice(cut + 1))
  if (E.isLeft(name)) return name
  return E.right({ folder: (cut === -1 ? ROOT : path.slice(0, cut)) as ProjectPath, name: name.right })
}

/** True when a path leads to or into git's own folder, including spellings that some file systems treat as equal. */
export const isOfGit = (path: string): boolean => path.split('/').some(isGitFolder)

/** Matches like git: ignores case and the characters that HFS+ ignores. utf8.c of git, is_hfs_dotgit. */
const isGitFolder = (segment: string): boolean =>
  segment.replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, '').toLowerCase() === '.git'

/** True when one of the paths is inside another or occurs twice. */
export function areNested(paths: ReadonlyArray<ProjectPath>): boolean {
  const all = new Set<string>(paths)
  return all.size < paths.length || paths.some((path) => parentsOf(path).some((parent) => all.has(parent)))
}

const parentsOf = (path: string): ReadonlyArray<string> =>
  [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index))
