import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { parseNewName, type NewFileKind } from '../../domain/files/file-name.js'
import { inFolder, type ProjectPath } from '../../domain/files/project-path.js'
import type { FileChanges } from './file-changes.js'
import { operandAt, type LocateFile, type LocateFileError } from './locate-file.js'
import type { MakeError, ProjectFiles } from './project-files.port.js'

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
export interface CreateFileDeps {
  readonly locateFile: LocateFile
  readonly files: ProjectFiles
  readonly fileChanges: FileChanges
}

/** Makes an empty file (`file`) in a folder that is there, or a folder (`dir`) with all its parents. */
export function makeCreateFile({ locateFile, files, fileChanges }: CreateFileDeps): CreateFile {
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
