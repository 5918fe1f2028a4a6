import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  fileTooLarge,
  unsupportedContent,
  type FileTooLarge,
  type UnsupportedContent,
} from '../../domain/files/errors.js'
import { filePreviewOf, type FilePreview } from '../../domain/files/file-preview.js'
import type { LocateFileError } from './locate-file.js'
import type { OpenedFile } from './project-files.port.js'
import type { FilesSteps } from './ports.js'

export interface PreviewedFile {
  readonly preview: FilePreview
  readonly file: OpenedFile
}

export type PreviewFileError = LocateFileError | FileTooLarge | UnsupportedContent
export type PreviewFile = (id: string, rawPath: string) => TE.TaskEither<PreviewFileError, PreviewedFile>

/** Opens a file that can be shown. The caller closes it. */
export function makePreviewFile({ openFile }: Pick<FilesSteps, 'openFile'>): PreviewFile {
  return (id, rawPath) =>
    pipe(
      openFile(id, rawPath),
      TE.flatMap(({ file, path }): TE.TaskEither<PreviewFileError, PreviewedFile> => previewOpened(file, path)),
    )
}

/** Determines the preview of an open file. A file that cannot be shown is closed. */
export function previewOpened(
  file: OpenedFile,
  path: string,
): TE.TaskEither<FileTooLarge | UnsupportedContent, PreviewedFile> {
  const preview = filePreviewOf(path, file.head)
  if (preview === null) return refuse(file, unsupportedContent(file.size))
  if (file.size > preview.limit) return refuse(file, fileTooLarge(file.size, preview.limit))
  return TE.right({ preview, file })
}

const refuse = <E>({ close }: OpenedFile, error: E): TE.TaskEither<E, PreviewedFile> =>
  pipe(
    TE.fromTask(close),
    TE.flatMap(() => TE.left(error)),
  )
