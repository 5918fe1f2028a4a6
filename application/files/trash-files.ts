import { pipe } from 'fp-ts/lib/function.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  badPath,
  noPaths,
  type BadPath,
  type NoPaths,
  type TrashFailed,
  type TrashUnavailable,
} from '../../domain/files/errors.js'
import { areNested } from '../../domain/files/project-path.js'
import { operandAt, type LocateFileError } from './locate-file.js'
import type { FilesSteps } from './ports.js'

export type TrashFilesError = NoPaths | LocateFileError | TrashUnavailable | TrashFailed
/** Answers with how many went. */
export type TrashFiles = (
  id: string,
  rawPaths: unknown,
  origin: string | null,
) => TE.TaskEither<TrashFilesError, number>

/** Puts files and folders into the system's trash; none when one of them cannot go. */
export function makeTrashFiles(deps: Pick<FilesSteps, 'locateFile' | 'files' | 'fileChanges'>): TrashFiles {
  const { locateFile, files, fileChanges } = deps
  return (id, rawPaths, origin) =>
    pipe(
      TE.Do,
      TE.bindW('raw', () => listOf(rawPaths)),
      TE.bindW('root', () => locateFile(id, '')),
      TE.bindW('places', ({ raw }) => TE.traverseSeqArray((path: unknown) => locateFile(id, path))(raw)),
      TE.let('paths', ({ places }) => places.map(({ path }) => path)),
      TE.bindW('operands', ({ paths }) => TE.traverseSeqArray(operandAt)(paths)),
      TE.tap(({ paths }): TE.TaskEither<BadPath, void> => (areNested(paths) ? TE.left(badPath) : TE.right(undefined))),
      TE.bindW('trashed', ({ root: { root }, operands }) => files.trash(root, operands)),
      TE.map(({ trashed }) => {
        for (const path of trashed) fileChanges.tell({ path, kind: 'rename', origin })
        return trashed.length
      }),
    )
}

const listOf = (raw: unknown): TE.TaskEither<NoPaths, ReadonlyArray<unknown>> =>
  Array.isArray(raw) && RA.isNonEmpty(raw) ? TE.right(raw) : TE.left(noPaths)
