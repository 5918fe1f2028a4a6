import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { OnConflict } from '../../domain/files/conflict.js'
import { badPath, tooManyFiles, uploadBroken, type TooManyFiles } from '../../domain/files/errors.js'
import { parseNewName } from '../../domain/files/file-name.js'
import { isOfGit, type ProjectPath } from '../../domain/files/project-path.js'
import { uploadTargetUnavailable, type UploadTargetUnavailable } from '../../domain/files/session-file-errors.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Tagged } from '../../domain/shared/tagged.js'
import { sessionRootId, type LocateFileError, type FileLocation } from './locate-file.js'
import type { FilesSteps } from './ports.js'
import type { MakeError, StoreError } from './project-files.port.js'

/** Maximum number of files per upload; clients send a folder in several uploads. */
const MAX_UPLOAD_FILES = 50

/** Maximum size of one uploaded file. */
const MAX_UPLOAD_BYTES = 100 * 1024 * 1024

/** A file of an upload. Its bytes throw when it is cut short. */
export type UploadFile = Tagged<'file', { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> }>

/** End of an upload. */
export type UploadEnd = Tagged<'end', { readonly how: 'whole' | 'malformed' | 'cut' | 'too-many-parts' }>

export type UploadParts = AsyncIterable<UploadFile | UploadEnd>

/** Result for one file. */
export interface UploadResult {
  /** As its sender calls it. */
  readonly name: string
  readonly outcome: E.Either<StoreError | TooManyFiles, ProjectPath>
}

export type ReceiveUploadsError = LocateFileError | MakeError
export interface UploadOptions {
  readonly onConflict: OnConflict
  /** Own id of the client that sent it. */
  readonly origin: string | null
}

/** Answers with one result for each file, in their order. */
export type ReceiveUploads = (
  id: string,
  rawFolder: string,
  parts: UploadParts,
  options: UploadOptions,
) => TE.TaskEither<ReceiveUploadsError, ReadonlyArray<UploadResult>>

/** Stores the files of an upload one after the other; one that cannot be stored does not hold up those behind it. */
export function makeReceiveUploads(deps: Pick<FilesSteps, 'locateFile' | 'files' | 'fileChanges'>): ReceiveUploads {
  const { locateFile, files, fileChanges } = deps
  const storeOne = (
    { root, path }: FileLocation,
    { name: rawName, bytes }: UploadFile,
    { onConflict, origin }: UploadOptions,
  ): TE.TaskEither<StoreError, ProjectPath> =>
    pipe(
      TE.fromEither(parseNewName(rawName)),
      TE.flatMap((name): TE.TaskEither<StoreError, ProjectPath> => {
        if (isOfGit(name)) return TE.left(badPath)
        return pipe(
          files.store(root, path, name, bytes, { onConflict, limit: MAX_UPLOAD_BYTES }),
          TE.map((stored) => {
            for (const touched of stored.touched) fileChanges.tell({ path: touched, kind: 'rename', origin })
            return stored.path
          }),
        )
      }),
    )

  const storeAll = async (
    place: FileLocation,
    parts: UploadParts,
    options: UploadOptions,
  ): Promise<ReadonlyArray<UploadResult>> => {
    const results: UploadResult[] = []
    for await (const part of parts) {
      if (part._tag === 'file') {
        const isTooMany = results.length >= MAX_UPLOAD_FILES
        const outcome = isTooMany ? E.left(tooManyFiles(MAX_UPLOAD_FILES)) : await storeOne(place, part, options)()
        results.push({ name: part.name, outcome })
      } else if (part.how === 'too-many-parts') {
        results.push({ name: '', outcome: E.left(tooManyFiles(MAX_UPLOAD_FILES)) })
      } else if (part.how !== 'whole' && !results.some(isBroken)) {
        results.push({ name: '', outcome: E.left(uploadBroken) })
      }
    }
    return results
  }

  return (id, rawFolder, parts, options) =>
    pipe(
      TE.Do,
      TE.bindW('place', () => locateFile(id, rawFolder)),
      TE.tap(({ place: { root, path } }) => files.makeFolder(root, path)),
      TE.flatMap(({ place }) => TE.fromTask(() => storeAll(place, parts, options))),
    )
}

const isBroken = ({ outcome }: UploadResult): boolean => E.isLeft(outcome) && outcome.left._tag === 'UploadBroken'

export type ReceiveSessionUploadsError =
  Exclude<ReceiveUploadsError, { readonly _tag: 'RootNotFound' }> | UploadTargetUnavailable
/** Answers with one result for each file, in their order. */
export type ReceiveSessionUploads = (
  name: SessionName,
  parts: UploadParts,
  options: UploadOptions,
) => TE.TaskEither<ReceiveSessionUploadsError, ReadonlyArray<UploadResult>>

/** Stores the files of an upload where a session is now; one that does not run is nowhere. */
export function makeReceiveSessionUploads(deps: Pick<FilesSteps, 'host' | 'receiveUploads'>): ReceiveSessionUploads {
  const { host, receiveUploads } = deps
  return (name, parts, options) =>
    pipe(
      host.find(name),
      TE.mapLeft((error) => (error._tag === 'SessionNotFound' ? uploadTargetUnavailable : error)),
      TE.flatMap((): TE.TaskEither<ReceiveUploadsError, ReadonlyArray<UploadResult>> =>
        receiveUploads(sessionRootId(name), '', parts, options),
      ),
      TE.mapLeft((error) => (error._tag === 'RootNotFound' ? uploadTargetUnavailable : error)),
    )
}
