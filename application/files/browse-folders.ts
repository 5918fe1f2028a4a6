import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type {
  FolderUnreadable,
  NotBrowsable,
  BadFolderName,
  FolderExists,
  FolderNotMade,
  FolderPathMissing,
} from '../../domain/files/browse-errors.js'
import { absoluteFolder, parseNewFolder, type NewFolder } from '../../domain/files/folder-path.js'
import type { BrowsedFolder } from './folder-browser.port.js'
import type { FilesPorts, FilesSteps } from './ports.js'

/** Folder that was browsed, with its absolute path. */
export interface BrowsedPlace extends BrowsedFolder {
  readonly path: string
  readonly home: string
}

export type BrowseFoldersError = NotBrowsable | FolderUnreadable
/** `path` as a person types it; without one, the folder that sessions start in. */
export type BrowseFolders = (path: string, hidden: boolean) => TE.TaskEither<BrowseFoldersError, BrowsedPlace>

/** Lists a folder and returns its absolute path with the result. */
export function makeBrowseFolders(deps: Pick<FilesPorts, 'browser' | 'defaultDirectory'>): BrowseFolders {
  const { browser, defaultDirectory } = deps
  return (asked, hidden) => {
    const { home } = browser
    const path = absoluteFolder(asked === '' ? defaultDirectory : asked, home)
    return pipe(
      browser.list(path, hidden),
      TE.map((listed) => ({ ...listed, path, home })),
    )
  }
}

export type MakeFolderError =
  FolderPathMissing | BadFolderName | NotBrowsable | FolderUnreadable | FolderExists | FolderNotMade
/** Answers with the absolute path. `origin` is the own id of the client that asks. */
export type MakeFolder = (path: string, origin: string | null) => TE.TaskEither<MakeFolderError, string>

/** Makes a folder to work in, where folders may be browsed. */
export function makeMakeFolder({ browser, fileChanges }: Pick<FilesSteps, 'browser' | 'fileChanges'>): MakeFolder {
  return (raw, origin) =>
    pipe(
      TE.fromEither<MakeFolderError, NewFolder>(parseNewFolder(raw, browser.home)),
      TE.tap(browser.make),
      TE.map(({ path }) => {
        fileChanges.tell({ path, kind: 'rename', origin })
        return path
      }),
    )
}
