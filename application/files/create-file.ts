import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { parseNewName, type NewFileKind } from '../../domain/files/file-name.js'
import { inFolder, type ProjectPath } from '../../domain/files/project-path.js'
import { operandAt, type LocateFileError } from './locate-file.js'
import type { MakeError } from './project-files.port.js'
import type { FilesSteps } from './ports.js'

/** File or folder to create, as a client sends it. */
export interface NewFile {
  readonly kind: NewFileKind
  /** Of the folder; absent is the root. */
  readonly path: unknown
  readonly name: unknown
}

export type CreateFileError = LocateFileError | MakeError
export type CreateFile = (
  id: string,
  wanted: NewFile,
  origin: string | null,
) => TE.TaskEither<CreateFileError, ProjectPath>

/** Makes an empty file (`file`) in a folder that is there, or a folder (`dir`) with all its parents. */
export function makeCreateFile(deps: Pick<FilesSteps, 'locateFile' | 'files' | 'fileChanges'>): CreateFile {
  const { locateFile, files, fileChanges } = deps
  return (id, { kind, path = '', name: rawName }, origin) =>
    pipe(
      TE.Do,
      TE.bindW('folder', () => locateFile(id, path)),
      TE.bindW('name', () => TE.fromEither(parseNewName(rawName))),
      TE.bindW('operand', ({ folder, name }) => operandAt(inFolder(folder.path, name))),
      TE.bindW('made', ({ folder: { root, path }, operand }) =>
        kind === 'dir' ? files.makeFolder(root, inFolder(path, operand.name)) : files.createFile(root, operand),
      ),
      TE.map(({ made }) => {
        for (const touched of made.touched) fileChanges.tell({ path: touched, kind: 'rename', origin })
        return made.path
      }),
    )
}
