import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ProjectPath } from '../../domain/files/project-path.js'
import type { LocateFile, LocateFileError } from './locate-file.js'
import type { OpenedFile, ProjectFiles } from './project-files.port.js'

export type OpenFile = (
  id: string,
  rawPath: string,
) => TE.TaskEither<LocateFileError, { readonly file: OpenedFile; readonly path: ProjectPath }>
export interface OpenFileDeps {
  readonly locateFile: LocateFile
  readonly files: ProjectFiles
}

/** Opens a file of any kind and size. The caller closes it. */
export function makeOpenFile({ locateFile, files }: OpenFileDeps): OpenFile {
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
