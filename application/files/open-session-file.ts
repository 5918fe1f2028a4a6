import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { outsideRoot, type NotPermitted, type OutsideRoot } from '../../domain/files/errors.js'
import { absoluteFolder } from '../../domain/files/folder-path.js'
import { isWithin, parseProjectPath, ROOT } from '../../domain/files/project-path.js'
import { sessionFileNotFound, type SessionFileNotFound } from '../../domain/files/session-file-errors.js'
import { sessionFolderUnknown } from '../../domain/sessions/errors.js'
import { findKnown } from '../../domain/sessions/session-record.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { LocateSessionError } from '../sessions/locate-session.js'
import type { OpenedFile } from './project-files.port.js'
import type { FilesPorts } from './ports.js'

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
