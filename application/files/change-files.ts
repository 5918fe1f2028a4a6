import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { parseOnConflict, type OnConflict } from '../../domain/files/conflict.js'
import {
  badPath,
  noPaths,
  badFileOperation,
  type BadPath,
  type NoPaths,
  type TrashFailed,
  type TrashUnavailable,
  type BadFileOperation,
} from '../../domain/files/errors.js'
import { parseNewName, type NewFileKind } from '../../domain/files/file-name.js'
import { inFolder, areNested, ROOT, type ProjectPath } from '../../domain/files/project-path.js'
import { makeListeners, type Listeners } from '../shared/listeners.js'
import { operandAt, type LocateFileError, type FileLocation } from './locate-file.js'
import type { FilesSteps } from './ports.js'
import type { MakeError, Placed, PlaceError, ProjectFiles } from './project-files.port.js'

/** A change that was made through the hub. */
export interface OwnChange {
  /** Absolute, free of links, as of the change. */
  readonly path: string
  /** `rename`: something appeared here, went, or got another name. */
  readonly kind: 'change' | 'rename'
  /** Own id of the client that asked for it; `null` when it has none. */
  readonly origin: string | null
}

/** Publishes changes that the hub has made, so that file watches can attribute them to their client. */
export type FileChanges = Listeners<OwnChange>

export const makeFileChanges = (): FileChanges => makeListeners('file changes')

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
