import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { FolderUnreadable, NotBrowsable } from '../../domain/files/browse-errors.js'
import { absoluteFolder } from '../../domain/files/folder-path.js'
import type { BrowsedFolder } from './folder-browser.port.js'
import type { FilesPorts } from './ports.js'

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
