import * as E from 'fp-ts/lib/Either.js'
import { noArchive, type NoArchive } from './archive-errors.js'

/** What an archive holds. */
export interface Archive {
  /** By path below the state folder, with `/`. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

/** Not part of what the hub remembers: whose lock it is, what can be downloaded again, what happens to lie around. */
const LEFT_OUT = /^(?:hub\.lock|models|logs|finish|run)(?:\/|$)|(?:^|\/)(?:\.[^/]*|answer-key\.pem\.[^/]*)\.tmp$/

/** Whether a file of the state folder belongs into an archive. */
export const isKept = (path: string): boolean => !LEFT_OUT.test(path)

/** A path that stays below the folder it is put into, and is one that an archive may hold. */
const isSafe = (path: string): boolean =>
  path !== '' &&
  !/[\0\\]/.test(path) &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..') &&
  isKept(path)

/** Refuses what would leave the state folder or break the hub that finds it. */
export function checkArchive(archive: Archive): E.Either<NoArchive, Archive> {
  const paths = [...archive.files.keys()]
  const unsafe = paths.find((path) => !isSafe(path))
  if (unsafe !== undefined) return E.left(noArchive(`it holds ${JSON.stringify(unsafe)}, which no state folder has`))
  const folders = new Set(paths.flatMap((path) => parentsOf(path)))
  const both = paths.find((path) => folders.has(path))
  if (both !== undefined) return E.left(noArchive(`${JSON.stringify(both)} is a file and a folder in it`))
  return E.right(archive)
}

const parentsOf = (path: string): ReadonlyArray<string> =>
  path.split('/').flatMap((_, depth, parts) => (depth === 0 ? [] : parts.slice(0, depth).join('/')))
