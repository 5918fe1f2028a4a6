import * as E from 'fp-ts/lib/Either.js'
import { badFolderName, folderPathMissing, type BadFolderName, type FolderPathMissing } from './browse-errors.js'
import { parseNewName, type FileName } from './file-name.js'

/** Absolute form of a path typed by the operator. `~` stands for `home`, and relative paths start there. */
export function absoluteFolder(raw: string, home: string): string {
  const [, belowHome] = /^~(?:\/(.*))?$/s.exec(raw) ?? []
  const text = raw.startsWith('/') ? raw : `${home}/${raw === '~' ? '' : (belowHome ?? raw)}`
  return withoutDots(text)
}

/** Absolute path without `.`, `..` and repeated slashes, by its text alone. */
export function withoutDots(path: string): string {
  const segments: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  return `/${segments.join('/')}`
}

/** Folder to be created: absolute path of its parent, and its name. */
export interface NewFolder {
  /** Folder that contains the new one; absolute. */
  readonly parent: string
  /** Name of the new folder. */
  readonly name: FileName
  /** Absolute. */
  readonly path: string
}

/** Reads the path of a new folder. The last part must be a valid name. */
export function parseNewFolder(raw: string, home: string): E.Either<FolderPathMissing | BadFolderName, NewFolder> {
  if (raw.trim() === '') return E.left(folderPathMissing)
  const text = raw.replace(/(?<=[^/])\/+$/, '')
  const cut = text.lastIndexOf('/')
  const parsed = text === '~' ? E.left(null) : parseNewName(text.slice(cut + 1))
  if (E.isLeft(parsed)) return E.left(badFolderName(absoluteFolder(raw, home), text.slice(cut + 1)))
  const name = parsed.right
  const parent = cut === -1 ? home : absoluteFolder(text.slice(0, cut + 1), home)
  return E.right({ parent, name, path: parent === '/' ? `/${name}` : `${parent}/${name}` })
}
