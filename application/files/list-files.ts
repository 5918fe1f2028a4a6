import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ShownNames } from '../../domain/files/listing.js'
import type { ProjectPath } from '../../domain/files/project-path.js'
import type { LocateFileError } from './locate-file.js'
import type { ListedFolder, ListPage } from './project-files.port.js'
import type { FilesSteps } from './ports.js'

/** Entries of a folder, and the names among them that git ignores. */
export interface FilesListing extends ListedFolder {
  readonly path: ProjectPath
  readonly ignored: ReadonlySet<string>
}

export type ListFiles = (
  id: string,
  rawPath: string,
  shown: ShownNames,
  page: ListPage,
) => TE.TaskEither<LocateFileError, FilesListing>

/** Lists a folder. When git cannot be asked nothing counts as ignored: the files are there all the same. */
export function makeListFiles(deps: Pick<FilesSteps, 'locateFile' | 'files' | 'ignoreRules'>): ListFiles {
  const { locateFile, files, ignoreRules } = deps
  const ignoredOf = (folder: string, { entries }: ListedFolder): TE.TaskEither<never, ReadonlySet<string>> =>
    pipe(
      ignoreRules.ignored(
        folder,
        entries.map(({ name }) => name),
      ),
      TE.orElse(() => TE.right<never, ReadonlySet<string>>(new Set())),
    )
  return (id, rawPath, shown, page) =>
    pipe(
      TE.Do,
      TE.bindW('place', () => locateFile(id, rawPath)),
      TE.bindW('listed', ({ place: { root, path } }) => files.list(root, path, shown, page)),
      TE.bindW('folder', ({ place: { root, path } }) => files.realPath(root, path)),
      TE.bindW('ignored', ({ folder, listed }) => ignoredOf(folder, listed)),
      TE.map(({ place, listed, ignored }) => ({ ...listed, path: place.path, ignored })),
    )
}
