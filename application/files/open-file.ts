import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  fileTooLarge,
  unsupportedContent,
  outsideRoot,
  type FileTooLarge,
  type UnsupportedContent,
  type NotPermitted,
  type OutsideRoot,
} from '../../domain/files/errors.js'
import { filePreviewOf, type FilePreview } from '../../domain/files/file-preview.js'
import { absoluteFolder } from '../../domain/files/folder-path.js'
import { isWithin, parseProjectPath, ROOT, type ProjectPath } from '../../domain/files/project-path.js'
import { sessionFileNotFound, type SessionFileNotFound } from '../../domain/files/session-file-errors.js'
import { sessionFolderUnknown } from '../../domain/sessions/errors.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import { findKnown } from '../../domain/sessions/session-record.js'
import type { LocateSessionError } from '../sessions/find-session.js'
import type { LocateFileError } from './locate-file.js'
import type { FilesSteps, FilesPorts } from './ports.js'
import type { OpenedFile } from './project-files.port.js'

export type OpenFile = (
  id: string,
  rawPath: string,
) => TE.TaskEither<LocateFileError, { readonly file: OpenedFile; readonly path: ProjectPath }>

/** Opens a file of any kind and size. The caller closes it. */
export function makeOpenFile({ locateFile, files }: Pick<FilesSteps, 'locateFile' | 'files'>): OpenFile {
  return (id, rawPath) =>
    pipe(
      locateFile(id, rawPath),
      TE.flatMap(({ root, path }) =>
        pipe(
          files.open(root, path),
          TE.map((file) => ({ file, path })),
        ),
      ),
    )
}

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
function previewOpened(
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

export type OpenSessionFileError = LocateSessionError | SessionFileNotFound | OutsideRoot | NotPermitted
/** `path` is absolute, starts with `~/`, or is relative to the session's present folder. The caller closes the file. */
export type OpenSessionFile = (
  name: SessionName,
  path: string,
) => TE.TaskEither<OpenSessionFileError, { readonly file: OpenedFile; readonly path: string }>

interface Whereabouts {
  /** Present folder of the session. */
  readonly now: string
  /** Folder in which it was started. */
  readonly start: string
}

/** Opens a file that a session names. It reaches where the session was started, wherever it has gone since. */
export function makeOpenSessionFile(deps: Pick<FilesPorts, 'host' | 'record' | 'scope' | 'files'>): OpenSessionFile {
  const { host, record, scope, files } = deps
  const locate = (name: SessionName): TE.TaskEither<LocateSessionError, Whereabouts> =>
    pipe(
      TE.Do,
      TE.bind('live', () =>
        pipe(
          host.find(name),
          TE.match(
            () => null,
            (session) => session,
          ),
          TE.fromTask,
        ),
      ),
      TE.bind('records', () => record.read),
      TE.flatMap(({ live, records }): TE.TaskEither<LocateSessionError, Whereabouts> => {
        const start = findKnown(records, name)?.directory ?? live?.startDirectory ?? null
        return start === null ? TE.left(sessionFolderUnknown(name)) : TE.right({ start, now: live?.path ?? start })
      }),
    )

  const rootsOf = ({ start }: Whereabouts): TE.TaskEither<never, ReadonlyArray<string>> =>
    TE.fromTask(async () => {
      const [top, temporary] = await Promise.all([scope.workTreeOf(start)(), scope.temporary()])
      // A home folder that is under git is no work of a session.
      const more = [top === null || isWithin(top, scope.home) ? null : top, temporary]
      return [start, ...more.filter((root) => root !== null)]
    })

  /** The first root that it lies in counts; a link may lead from one into another. */
  const openInOneOf =
    (roots: ReadonlyArray<string>, path: string): ReturnType<OpenSessionFile> =>
    async () => {
      let missing: OutsideRoot | SessionFileNotFound = outsideRoot
      for (const root of roots) {
        const real = await files.realPath(root, ROOT)()
        if (E.isLeft(real)) continue
        const below = parseProjectPath(path, [root, real.right])
        if (E.isLeft(below)) continue
        const opened = await files.open(root, below.right)()
        if (E.isRight(opened)) return E.right({ file: opened.right, path })
        const { left } = opened
        if (left._tag === 'NotPermitted' || left._tag === 'Unavailable') return E.left(left)
        if (left._tag !== 'OutsideRoot') missing = sessionFileNotFound
      }
      return E.left(missing)
    }

  return (name, raw) =>
    raw === '' || raw.includes('\0')
      ? TE.left(sessionFileNotFound)
      : pipe(
          TE.Do,
          TE.bind('place', () => locate(name)),
          TE.bindW('roots', ({ place }) => rootsOf(place)),
          TE.flatMap(({ place, roots }) => openInOneOf(roots, absolutePath(raw, place.now, scope.home))),
        )
}

const absolutePath = (raw: string, now: string, home: string): string =>
  /^(\/|~\/|~$)/.test(raw) ? absoluteFolder(raw, home) : absoluteFolder(`${now}/${raw}`, home)

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
