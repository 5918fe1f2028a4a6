import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Folders } from '../../../application/sessions/folders.port.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import { unusableDirectory } from '../../../domain/sessions/errors.js'

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
