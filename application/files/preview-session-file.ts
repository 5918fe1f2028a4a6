import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { FileTooLarge, NotPermitted, OutsideRoot, UnsupportedContent } from '../../domain/files/errors.js'
import type { SessionFileNotFound } from '../../domain/files/session-file-errors.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { LocateSessionError } from '../sessions/locate-session.js'
import { previewOpened, type PreviewedFile } from './preview-file.js'
import type { FilesSteps } from './ports.js'

export type PreviewSessionFileError =
  LocateSessionError | SessionFileNotFound | OutsideRoot | NotPermitted | FileTooLarge | UnsupportedContent
export type PreviewSessionFile = (
  name: SessionName,
  path: string,
) => TE.TaskEither<PreviewSessionFileError, PreviewedFile>

/** Opens a file that a session names and that can be shown. The caller closes it. */
export function makePreviewSessionFile({ openSessionFile }: Pick<FilesSteps, 'openSessionFile'>): PreviewSessionFile {
  return (name, path) =>
    pipe(
      openSessionFile(name, path),
      TE.flatMap(({ file, path }): TE.TaskEither<PreviewSessionFileError, PreviewedFile> => previewOpened(file, path)),
    )
}
