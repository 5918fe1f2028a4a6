import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Folders } from '../../../application/sessions/folders.port.js'
import { unusableDirectory, type UnusableDirectory } from '../../../domain/sessions/errors.js'

const HOME = '/home/me'

/** A disk on which every absolute folder exists, but for the given paths. `~` is `/home/me`. */
export function memoryFolders(unusable: Readonly<Record<string, UnusableDirectory['reason']>> = {}): Folders {
  return {
    usable: (directory) =>
      TE.fromIOEither(() => {
        const path = absolute(directory)
        if (path === null) return E.left(unusableDirectory(directory, 'not-absolute'))
        const reason = unusable[path]
        return reason === undefined ? E.right(path) : E.left(unusableDirectory(directory, reason))
      }),
  }
}

/** Without `~`, dots and slashes too many; `null` for what is no absolute path. */
function absolute(directory: string): string | null {
  const expanded = directory.replace(/^~(?=\/|$)/, HOME)
  if (!expanded.startsWith('/') || expanded.includes('\0')) return null
  const segments: string[] = []
  for (const segment of expanded.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  return `/${segments.join('/')}`
}
