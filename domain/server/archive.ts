import * as E from 'fp-ts/lib/Either.js'
import { noArchive, type NoArchive } from './archive-errors.js'

/** Content of an archive. */
export interface Archive {
  /** Keyed by the path below the state folder, with `/`. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

/**
 * Files that are not part of the stored state: the lock, downloadable models, logs, recordings, scratch folders and temporary
 * files.
 */
const LEFT_OUT =
  /^(?:hub\.lock|models|logs|finish|recordings|run)(?:\/|$)|(?:^|\/)(?:\.[^/]*|answer-key\.pem\.[^/]*)\.tmp$/

/** Index of conversations and its journal: written at any time, and built anew from the transcripts where it is missing. */
const REBUILT = /^conversations\.sqlite(?:$|[-./])/

/** True when a file of the state folder belongs into an archive. */
export const isKept = (path: string): boolean => !LEFT_OUT.test(path) && !REBUILT.test(path)

/** True when the path stays below its folder and may be in an archive. */
const isSafe = (path: string): boolean =>
  path !== '' &&
  !/[\0\\]/.test(path) &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..') &&
  !LEFT_OUT.test(path)

/** Refuses paths that would leave the state folder or conflict with each other. Leaves out an index that an older hub archived. */
export function checkArchive(archive: Archive): E.Either<NoArchive, Archive> {
  const paths = [...archive.files.keys()]
  const unsafe = paths.find((path) => !isSafe(path))
  if (unsafe !== undefined) return E.left(noArchive(`it holds ${JSON.stringify(unsafe)}, which no state folder has`))
  const folders = new Set(paths.flatMap((path) => parentsOf(path)))
  const both = paths.find((path) => folders.has(path))
  if (both !== undefined) return E.left(noArchive(`${JSON.stringify(both)} is a file and a folder in it`))
  return E.right({ files: new Map([...archive.files].filter(([path]) => isKept(path))) })
}

const parentsOf = (path: string): ReadonlyArray<string> =>
  path.split('/').flatMap((_, depth, parts) => (depth === 0 ? [] : parts.slice(0, depth).join('/')))
