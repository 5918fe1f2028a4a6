import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import type { Folders } from '../../../application/sessions/folders.port.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
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

/** The folders of `folders` that the account of `runner` may read and enter as well. */
export const accountFolders = (folders: Folders, runner: CommandRunner): Folders => ({
  usable: (directory) =>
    pipe(
      folders.usable(directory),
      TE.tap((path) =>
        pipe(
          runner.run(['test', '-r', path, '-a', '-x', path]),
          TE.mapLeft(() => unusableDirectory(directory, 'not-readable')),
          TE.filterOrElse(
            ({ exitCode }) => exitCode === 0,
            () => unusableDirectory(directory, 'not-readable'),
          ),
        ),
      ),
    ),
})
