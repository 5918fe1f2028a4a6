import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { FolderExists, FolderNotMade, FolderUnreadable, NotBrowsable } from '../../domain/files/browse-errors.js'
import type { NewFolder } from '../../domain/files/folder-path.js'

/** Subfolders of a folder. */
export interface BrowsedFolder {
  /** Names of real folders, without links to some, sorted as people sort. */
  readonly names: ReadonlyArray<string>
  /** True when the list is incomplete. */
  readonly isCut: boolean
  /** True when the folder or one above it, up to the root, contains `.git`. */
  readonly isRepository: boolean
}

/**
 * The folders of this machine that a person may choose one of to work in: the roots, and all below.
 *
 * A path counts by where it really leads. One that leads out of the roots is `NotBrowsable`, and for one that is missing
 * the nearest folder that exists decides: nothing is told of what lies outside.
 */
export interface FolderBrowser {
  /** Home folder that `~` stands for; absolute. */
  readonly home: string
  /** `path` is absolute. Names that start with a dot come with `hidden` only. */
  readonly list: (path: string, hidden: boolean) => TE.TaskEither<NotBrowsable | FolderUnreadable, BrowsedFolder>
  /** Makes a folder, with those on the way that are missing. `FolderUnreadable` is about the one that it is to lie in. */
  readonly make: (
    folder: NewFolder,
  ) => TE.TaskEither<NotBrowsable | FolderUnreadable | FolderExists | FolderNotMade, void>
}
