import * as TE from 'fp-ts/lib/TaskEither.js'
import { emptyImage, notAPng, type EmptyImage, type NotAPng } from '../../domain/files/session-file-errors.js'
import { isPng } from '../../domain/files/session-image.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { KeepImageError } from './keep-image.js'
import type { FilesSteps } from './ports.js'

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
