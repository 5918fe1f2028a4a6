import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  rootNotFound,
  fileNotFound,
  type RootNotFound,
  type BadPath,
  type FileNotFound,
  type PathError,
} from '../../domain/files/errors.js'
import {
  parseOperand,
  parseProjectPath,
  ROOT,
  type Operand,
  type ProjectPath,
} from '../../domain/files/project-path.js'
import type { InvalidSessionName } from '../../domain/sessions/errors.js'
import { parseSessionName, type SessionName } from '../../domain/sessions/session-name.js'
import type { FindProjectError } from '../projects/read-projects.js'
import type { LocateSessionError } from '../sessions/find-session.js'
import type { Unavailable } from '../shared/errors.js'
import type { FilesSteps } from './ports.js'

export type FindRootError = RootNotFound | Unavailable
/** Answers with a folder, absolute, that may have links in it and may be gone. */
export type FindRoot = (id: string) => TE.TaskEither<FindRootError, string>

const OF_SESSION = 'session:'

/** Root id by which clients address the files in the present folder of a session. */
export const sessionRootId = (name: string): string => OF_SESSION + name

/** The folder whose files an id means: that of a project, or for `session:<name>` that of a session. */
export function makeFindRoot(deps: Pick<FilesSteps, 'findProject' | 'locateSession'>): FindRoot {
  const { findProject, locateSession } = deps
  const find = (id: string): TE.TaskEither<FindProjectError | LocateSessionError | InvalidSessionName, string> =>
    id.startsWith(OF_SESSION)
      ? pipe(
          TE.fromEither<InvalidSessionName | LocateSessionError, SessionName>(
            parseSessionName(id.slice(OF_SESSION.length)),
          ),
          TE.flatMap(locateSession),
        )
      : pipe(
          findProject(id),
          TE.map(({ path }) => path),
        )
  return (id) =>
    pipe(
      find(id),
      TE.mapLeft((error): FindRootError => (error._tag === 'Unavailable' ? error : rootNotFound(id))),
    )
}

export type LocateFileError = RootNotFound | PathError | Unavailable

/** Location of a file: the folder of a project or session, and the path below it. */
export interface FileLocation {
  readonly root: string
  readonly path: ProjectPath
}

/** Reads an id and a path as a client sends them. */
export type LocateFile = (id: string, rawPath: unknown) => TE.TaskEither<LocateFileError, FileLocation>

/** Absolute paths count when they lie in the root, by its own name or by its real one. */
export function makeLocateFile({ findRoot, files }: Pick<FilesSteps, 'findRoot' | 'files'>): LocateFile {
  const namesOf = (root: string, rawPath: unknown): TE.TaskEither<LocateFileError, ReadonlyArray<string>> =>
    typeof rawPath === 'string' && rawPath.startsWith('/')
      ? pipe(
          files.realPath(root, ROOT),
          TE.map((real) => [root, real]),
        )
      : TE.right([])
  return (id, rawPath) =>
    pipe(
      TE.Do,
      TE.bindW('root', () => findRoot(id)),
      TE.bindW('names', ({ root }) => namesOf(root, rawPath)),
      TE.bindW('path', ({ names }) => TE.fromEither(parseProjectPath(rawPath, names))),
      TE.map(({ root, path }) => ({ root, path })),
    )
}

/** Absolute folder of a project or session, free of links. `id` as of `FindRoot`. */
export type FindFolder = (id: string) => TE.TaskEither<LocateFileError, string>

export function makeFindFolder({ findRoot, files }: Pick<FilesSteps, 'findRoot' | 'files'>): FindFolder {
  return (id) =>
    pipe(
      findRoot(id),
      TE.flatMap((root): TE.TaskEither<LocateFileError, string> => files.realPath(root, ROOT)),
    )
}

/** Something that is there; what cannot be called so is not. */
export const operandAt = (path: ProjectPath): TE.TaskEither<BadPath | FileNotFound, Operand> =>
  pipe(
    TE.fromEither(parseOperand(path)),
    TE.mapLeft((error) => (error._tag === 'BadFileName' ? fileNotFound : error)),
  )
