import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  emptyImage,
  notAPng,
  type ImageFolderForbidden,
  type ImageNotSaved,
  type EmptyImage,
  type NotAPng,
} from '../../domain/files/session-file-errors.js'
import { IMAGE_FOLDER, KEPT_MS, isPng, type SessionImage } from '../../domain/files/session-image.js'
import { sessionFolderUnknown } from '../../domain/sessions/errors.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { LocateSessionError } from '../sessions/find-session.js'
import type { FilesSteps } from './ports.js'

export type KeepImageError = LocateSessionError | ImageFolderForbidden | ImageNotSaved
/** Answers with the path below the session's folder. `origin` is the own id of the client that asked for it. */
export type KeepImage = (
  name: SessionName,
  image: SessionImage,
  origin: string | null,
) => TE.TaskEither<KeepImageError, string>

/** Puts a picture where a session can read it, and clears away those of last week. */
export function makeKeepImage(
  deps: Pick<FilesSteps, 'locateSession' | 'folders' | 'images' | 'fileChanges' | 'clock'>,
): KeepImage {
  const { locateSession, folders, images, fileChanges, clock } = deps
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

export type SaveImageError = EmptyImage | NotAPng | KeepImageError
/** Answers with the path below the session's folder. `origin` is the own id of the client that sent it. */
export type SaveImage = (
  name: SessionName,
  png: Uint8Array,
  origin: string | null,
) => TE.TaskEither<SaveImageError, string>

/** Keeps a picture that a client sent, where it is one. */
export function makeSaveImage({ keepImage }: Pick<FilesSteps, 'keepImage'>): SaveImage {
  return (name, png, origin) => {
    if (png.length === 0) return TE.left(emptyImage)
    return isPng(png) ? keepImage(name, { bytes: png, kind: 'png' }, origin) : TE.left(notAPng)
  }
}
