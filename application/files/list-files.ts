import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { FileName } from '../../domain/files/file-name.js'
import { MAX_LISTED_ENTRIES, type ShownNames } from '../../domain/files/listing.js'
import { inFolder, ROOT, type ProjectPath } from '../../domain/files/project-path.js'
import { fuzzyScore } from '../../domain/shared/fuzzy-score.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { LocateFileError } from './locate-file.js'
import type { FilesSteps } from './ports.js'
import type { ListedFolder, ListPage } from './project-files.port.js'

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

/** Files whose paths match, best first. */
export interface FoundFiles {
  readonly paths: ReadonlyArray<ProjectPath>
  /** True when the folder is so large that not all of its files were compared. */
  readonly isPartial: boolean
}

/** Searches the paths of files below a root. Hidden names and what git ignores at the root are left out. */
export type SearchFiles = (id: string, query: string) => TE.TaskEither<LocateFileError, FoundFiles>

const SHOWN = { all: false, hidden: false }
const WHOLE = { offset: 0, limit: MAX_LISTED_ENTRIES }
/** Folders that are read and files that are compared; a search answers within a second on a slow disk. */
const MAX_FOLDERS = 1_000
const MAX_FILES = 10_000
const MAX_FOUND = 50
/** The next letter of a query is compared with the same files. */
const KEEP_MS = 5_000

interface Kept {
  readonly id: string
  readonly at: Instant
  readonly files: Promise<E.Either<LocateFileError, FoundFiles>>
}

export function makeSearchFiles(deps: Pick<FilesSteps, 'locateFile' | 'listFiles' | 'files' | 'clock'>): SearchFiles {
  const { locateFile, listFiles, files, clock } = deps
  let kept: Kept | null = null

  /** All files below the root, those of higher folders first. A folder that cannot be read is left out. */
  async function walk(id: string): Promise<E.Either<LocateFileError, FoundFiles>> {
    const located = await locateFile(id, ROOT)()
    if (E.isLeft(located)) return located
    const top = await listFiles(id, ROOT, SHOWN, WHOLE)()
    if (E.isLeft(top)) return top
    const { root } = located.right
    const paths: ProjectPath[] = []
    const folders: ProjectPath[] = [ROOT]
    for (let at = 0; at < folders.length; at += 1) {
      if (at === MAX_FOLDERS || paths.length >= MAX_FILES) return E.right({ paths, isPartial: true })
      const folder = folders[at] ?? ROOT
      const listed = at === 0 ? top : await files.list(root, folder, SHOWN, WHOLE)()
      if (E.isLeft(listed)) continue
      for (const { name, type } of listed.right.entries) {
        if (folder === ROOT && top.right.ignored.has(name)) continue
        const path = inFolder(folder, name as FileName)
        if (type === 'dir') folders.push(path)
        else paths.push(path)
      }
    }
    return E.right({ paths, isPartial: false })
  }

  function filesOf(id: string): Kept['files'] {
    const now = clock.now()
    if (kept === null || kept.id !== id || Math.abs(now - kept.at) >= KEEP_MS) kept = { id, at: now, files: walk(id) }
    return kept.files
  }

  return (id, query) => async () => {
    const all = await filesOf(id)
    return E.isLeft(all) ? all : E.right({ ...all.right, paths: bestOf(all.right.paths, query) })
  }
}

/** A match in the name of the file counts more than one in its folders. */
const NAME_BONUS = 2_000

function bestOf(paths: ReadonlyArray<ProjectPath>, query: string): ReadonlyArray<ProjectPath> {
  return paths
    .flatMap((path) => {
      const inName = fuzzyScore(query, path.slice(path.lastIndexOf('/') + 1))
      const score = inName === null ? fuzzyScore(query, path) : inName + NAME_BONUS
      return score === null ? [] : [{ path, score }]
    })
    .sort((one, other) => other.score - one.score)
    .slice(0, MAX_FOUND)
    .map(({ path }) => path)
}
