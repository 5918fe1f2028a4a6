import * as E from 'fp-ts/lib/Either.js'
import type { brand } from '../shared/brand.js'
import { badPath, outsideRoot, type BadFileName, type BadPath, type OutsideRoot } from './errors.js'
import { parseFileName, type FileName } from './file-name.js'

/** Where something is below a root: `src/a.ts`, `''` for the root itself. No `.`, `..`, NUL, or slash too many. */
export type ProjectPath = string & { readonly [brand]: 'ProjectPath' }

export const ROOT = '' as ProjectPath

/** A lone half of a character: no file can be called so, and the system would be asked for another one. */
const BROKEN_TEXT = /\p{Surrogate}/u

/**
 * Reads a path as clients send it. `..` is taken back within the text, and never out of the root; an absolute one counts
 * when it lies in one of `roots`, which are the root's own names.
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

/** Whether an absolute path is a folder or lies in it; by name alone, `/a/bc` is not in `/a/b`. */
export const isWithin = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)

/** The path of `name` in a folder. */
export const inFolder = (folder: ProjectPath, name: FileName): ProjectPath =>
  (folder === ROOT ? name : `${folder}/${name}`) as ProjectPath

/** A path that something is done with: its folder and its name there. */
export interface Operand {
  readonly folder: ProjectPath
  readonly name: FileName
}

/** The root and anything of git's own folder are no operands. */
export function parseOperand(path: ProjectPath): E.Either<BadFileName | BadPath, Operand> {
  if (path === ROOT || isOfGit(path)) return E.left(badPath)
  const cut = path.lastIndexOf('/')
  const name = parseFileName(path.slice(cut + 1))
  if (E.isLeft(name)) return name
  return E.right({ folder: (cut === -1 ? ROOT : path.slice(0, cut)) as ProjectPath, name: name.right })
}

/** Whether a path leads to or into git's own folder, also where the file system takes other spellings for the same. */
export const isOfGit = (path: string): boolean => path.split('/').some(isGitFolder)

/** As git itself asks: letters of either case, and the characters that HFS+ leaves out. utf8.c of git, is_hfs_dotgit. */
const isGitFolder = (segment: string): boolean =>
  segment.replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, '').toLowerCase() === '.git'

/** Whether one of the paths lies in another, or is there twice. */
export function areNested(paths: ReadonlyArray<ProjectPath>): boolean {
  const all = new Set<string>(paths)
  return all.size < paths.length || paths.some((path) => parentsOf(path).some((parent) => all.has(parent)))
}

const parentsOf = (path: string): ReadonlyArray<string> =>
  [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index))
