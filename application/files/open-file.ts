import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ProjectPath } from '../../domain/files/project-path.js'
import type { FindPlace, FindPlaceError } from './find-place.js'
import type { OpenedFile, ProjectFiles } from './project-files.port.js'

export type OpenFile = (
  id: string,
  rawPath: string,
) => TE.TaskEither<FindPlaceError, { readonly file: OpenedFile; readonly path: ProjectPath }>
export interface OpenFileDeps {
  readonly findPlace: FindPlace
  readonly files: ProjectFiles
}

/** Opens a file of any kind and size. The caller closes it. */
export function makeOpenFile({ findPlace, files }: OpenFileDeps): OpenFile {
  return (id, rawPath) =>
    pipe(
      findPlace(id, rawPath),
      TE.flatMap(({ root, path }) =>
        pipe(
          files.open(root, path),
          TE.map((file) => ({ file, path })),
        ),
      ),
    )
}
