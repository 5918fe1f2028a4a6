import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { uploadTargetUnavailable, type UploadTargetUnavailable } from '../../domain/files/session-file-errors.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import { sessionRootId } from './find-root.js'
import type { ReceiveUploadsError, UploadOptions, UploadParts, UploadResult } from './receive-uploads.js'
import type { FilesSteps } from './ports.js'

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
