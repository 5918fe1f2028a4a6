import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  emptyImage,
  notAPng,
  type EmptyImage,
  type ImageFolderForbidden,
  type ImageNotSaved,
  type NotAPng,
} from '../../domain/files/session-file-errors.js'
import { IMAGE_FOLDER, isPng, KEPT_MS } from '../../domain/files/session-image.js'
import { sessionFolderUnknown } from '../../domain/sessions/errors.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Folders } from '../sessions/folders.port.js'
import type { LocateSession, LocateSessionError } from '../sessions/locate-session.js'
import type { Clock } from '../shared/clock.port.js'
import type { FileChanges } from './file-changes.js'
import type { SessionImages } from './session-images.port.js'

export type SaveImageError = EmptyImage | NotAPng | LocateSessionError | ImageFolderForbidden | ImageNotSaved
/** Answers with the path below the session's folder. `origin` is the own id of the client that sent it. */
export type SaveImage = (
  name: SessionName,
  png: Uint8Array,
  origin: string | null,
) => TE.TaskEither<SaveImageError, string>
export interface SaveImageDeps {
  readonly locateSession: LocateSession
  readonly folders: Folders
  readonly images: SessionImages
  readonly fileChanges: FileChanges
  readonly clock: Clock
}

/** Puts a picture where a session can read it, and clears away those of last week. */
export function makeSaveImage({ locateSession, folders, images, fileChanges, clock }: SaveImageDeps): SaveImage {
  return (name, png, origin) => {
    if (png.length === 0) return TE.left(emptyImage)
    if (!isPng(png)) return TE.left(notAPng)
    const now = clock.now()
    return pipe(
      TE.Do,
      TE.bindW('folder', () =>
        pipe(
          locateSession(name),
          TE.flatMap((folder): TE.TaskEither<LocateSessionError, string> =>
            pipe(
              folders.usable(folder),
              TE.mapLeft(() => sessionFolderUnknown(name)),
            ),
          ),
        ),
      ),
      TE.bindW('image', ({ folder }) => images.save(folder, png, now)),
      TE.tap(({ folder }) => images.prune(folder, now - KEPT_MS)),
      TE.map(({ folder, image }) => {
        const below = `${IMAGE_FOLDER}/${image}`
        fileChanges.tell({ path: `${folder}/${below}`, kind: 'rename', origin })
        return below
      }),
    )
  }
}
