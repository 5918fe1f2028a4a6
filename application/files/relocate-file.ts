import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { parseOnConflict, type OnConflict } from '../../domain/files/conflict.js'
import { badFileOperation, badPath, type BadFileOperation, type BadPath } from '../../domain/files/errors.js'
import { ROOT } from '../../domain/files/project-path.js'
import { operandAt, type LocateFileError, type FileLocation } from './locate-file.js'
import type { Placed, PlaceError, ProjectFiles } from './project-files.port.js'
import type { FilesSteps } from './ports.js'

/** A move or copy, as a client sends it. */
export interface Relocation {
  readonly op: unknown
  readonly from: unknown
  readonly to: unknown
  readonly onConflict: unknown
}

export type RelocateFileError = BadFileOperation | LocateFileError | PlaceError
export type RelocateFile = (
  id: string,
  wanted: Relocation,
  origin: string | null,
) => TE.TaskEither<RelocateFileError, Placed>

/** Moves (`rename` and `move` are the same) or copies a file or folder to a path, or into the folder that is there. */
export function makeRelocateFile(deps: Pick<FilesSteps, 'locateFile' | 'files' | 'fileChanges'>): RelocateFile {
  const { locateFile, files, fileChanges } = deps
  return (id, { op, from, to, onConflict: rawConflict }, origin) =>
    pipe(
      TE.Do,
      TE.bindW('relocate', () => fromNullable(relocationOf(files, op))),
      TE.bindW('onConflict', () => TE.fromEither<BadFileOperation, OnConflict>(parseOnConflict(rawConflict))),
      TE.bindW('source', () => locateFile(id, from)),
      TE.bindW('operand', ({ source }) => operandAt(source.path)),
      TE.bindW('target', () => locateFile(id, to)),
      TE.tap(({ target }) => isNotRoot(target)),
      TE.bindW('placed', ({ relocate, source, operand, target, onConflict }) =>
        relocate(source.root, operand, target.path, onConflict),
      ),
      TE.map(({ placed }) => {
        for (const touched of placed.touched) fileChanges.tell({ path: touched, kind: 'rename', origin })
        return placed
      }),
    )
}

function relocationOf(files: ProjectFiles, op: unknown): ProjectFiles['move'] | null {
  if (op === 'rename' || op === 'move') return files.move
  return op === 'copy' ? files.copy : null
}

const fromNullable = <A>(value: A | null): TE.TaskEither<BadFileOperation, A> =>
  value === null ? TE.left(badFileOperation) : TE.right(value)

const isNotRoot = ({ path }: FileLocation): TE.TaskEither<BadPath, void> =>
  path === ROOT ? TE.left(badPath) : TE.right(undefined)
