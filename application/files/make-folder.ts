import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type {
  BadFolderName,
  FolderExists,
  FolderNotMade,
  FolderPathMissing,
  FolderUnreadable,
  NotBrowsable,
} from '../../domain/files/browse-errors.js'
import { parseNewFolder, type NewFolder } from '../../domain/files/folder-path.js'
import type { FilesSteps } from './ports.js'

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
