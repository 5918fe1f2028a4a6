import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ProjectPath } from '../../domain/files/project-path.js'
import type { LocateFileError } from './locate-file.js'
import type { OpenedFile } from './project-files.port.js'
import type { FilesSteps } from './ports.js'

export type OpenFile = (
  id: string,
  rawPath: string,
) => TE.TaskEither<LocateFileError, { readonly file: OpenedFile; readonly path: ProjectPath }>

/** Opens a file of any kind and size. The caller closes it. */
export function makeOpenFile({ locateFile, files }: Pick<FilesSteps, 'locateFile' | 'files'>): OpenFile {
  return (id, rawPath) =>
    pipe(
      locateFile(id, rawPath),
      TE.flatMap(({ root, path }) =>
        pipe(
          files.open(root, path),
          TE.map((file) => ({ file, path })),
        ),
      ),
    )
}
