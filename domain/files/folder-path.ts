import * as E from 'fp-ts/lib/Either.js'
import { badFolderName, folderPathMissing, type BadFolderName, type FolderPathMissing } from './browse-errors.js'
import { parseNewName, type FileName } from './file-name.js'

/** What a person types for a folder, as an absolute path: `~` is `home`, from which relative ones count as well. */
export function absoluteFolder(raw: string, home: string): string {
  const [, belowHome] = /^~(?:\/(.*))?$/s.exec(raw) ?? []
  const text = raw.startsWith('/') ? raw : `${home}/${raw === '~' ? '' : (belowHome ?? raw)}`
  const segments: string[] = []
  for (const segment of text.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  return `/${segments.join('/')}`
}

/** A folder that is to be made: the one that it will lie in, absolute, and its name there. */
export interface NewFolder {
  readonly parent: string
  readonly name: FileName
  /** Absolute. */
  readonly path: string
}

/** Reads where a folder is to be made; its last part must be a name. */
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
