import * as E from 'fp-ts/lib/Either.js'
import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import type { Folders } from '../../../application/sessions/folders.port.js'
import { unusableDirectory, type UnusableDirectory } from '../../../domain/sessions/errors.js'
import { errorCode } from '../../../infrastructure/files/disk.js'

/** The folders of this machine; `home` is what `~` stands for. */
export function fsFolders(home: string): Folders {
  return {
    usable: (directory) => async (): Promise<E.Either<UnusableDirectory, string>> => {
      const refuse = (reason: UnusableDirectory['reason']) => E.left(unusableDirectory(directory, reason))
      const expanded = directory === '~' || directory.startsWith('~/') ? join(home, directory.slice(1)) : directory
      // A NUL ends the path for the kernel and not for us.
      if (!isAbsolute(expanded) || expanded.includes('\0')) return refuse('not-absolute')
      const path = resolve(expanded)
      try {
        if (!(await stat(path)).isDirectory()) return refuse('not-a-directory')
        await access(path, constants.R_OK | constants.X_OK)
        return E.right(path)
      } catch (thrown) {
        return refuse(reasonOf(errorCode(thrown)))
      }
    },
  }
}

function reasonOf(code: string | undefined): UnusableDirectory['reason'] {
  switch (code) {
    case 'ENOENT':
    case 'ENAMETOOLONG':
      return 'not-found'
    case 'ENOTDIR':
      return 'not-a-directory'
    default:
      return 'not-readable'
  }
}
