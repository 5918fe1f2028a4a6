import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Folders } from '../../../application/sessions/folders.port.js'
import { unusableDirectory, type UnusableDirectory } from '../../../domain/sessions/errors.js'

/** A disk on which every absolute folder exists, but for the given paths. `~` is `/home/me`. */
export function memoryFolders(unusable: Readonly<Record<string, UnusableDirectory['reason']>> = {}): Folders {
  return {
    usable: (directory) =>
      TE.fromIOEither(() => {
        const path = directory.replace(/^~(?=\/|$)/, '/home/me')
        const reason = path.startsWith('/') ? unusable[path] : 'not-absolute'
        return reason === undefined ? E.right(path) : E.left(unusableDirectory(directory, reason))
      }),
  }
}
