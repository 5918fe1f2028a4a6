import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ImageFolderForbidden, ImageNotSaved } from '../../domain/files/session-file-errors.js'
import { IMAGE_FOLDER, KEPT_MS, type SessionImage } from '../../domain/files/session-image.js'
import { sessionFolderUnknown } from '../../domain/sessions/errors.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Folders } from '../sessions/folders.port.js'
import type { LocateSession, LocateSessionError } from '../sessions/locate-session.js'
import type { Clock } from '../shared/clock.port.js'
import type { FileChanges } from './file-changes.js'
import type { SessionImages } from './session-images.port.js'

export type KeepImageError = LocateSessionError | ImageFolderForbidden | ImageNotSaved
/** Answers with the path below the session's folder. `origin` is the own id of the client that asked for it. */
export type KeepImage = (
  name: SessionName,
  image: SessionImage,
  origin: string | null,
) => TE.TaskEither<KeepImageError, string>
export interface KeepImageDeps {
  readonly locateSession: LocateSession
  readonly folders: Folders
  readonly images: SessionImages
  readonly fileChanges: FileChanges
  readonly clock: Clock
}

/** Puts a picture where a session can read it, and clears away those of last week. */
export function makeKeepImage({ locateSession, folders, images, fileChanges, clock }: KeepImageDeps): KeepImage {
  return (name, image, origin) => {
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
      TE.bindW('saved', ({ folder }) => images.save(folder, image, now)),
      TE.tap(({ folder }) => images.prune(folder, now - KEPT_MS)),
      TE.map(({ folder, saved }) => {
        const below = `${IMAGE_FOLDER}/${saved}`
        fileChanges.tell({ path: `${folder}/${below}`, kind: 'rename', origin })
        return below
      }),
    )
  }
}
