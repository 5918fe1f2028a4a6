import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ByteRange } from '../../domain/files/byte-range.js'
import type { OnConflict } from '../../domain/files/conflict.js'
import type {
  BadFileName,
  FileExists,
  FileTooLarge,
  IntoSelf,
  OtherFileSystem,
  PathError,
  SamePath,
  TrashFailed,
  TrashUnavailable,
  UploadBroken,
  WriteFailed,
} from '../../domain/files/errors.js'
import type { FileName } from '../../domain/files/file-name.js'
import type { FolderEntry, ShownNames } from '../../domain/files/listing.js'
import type { Operand, ProjectPath } from '../../domain/files/project-path.js'
import type { Unavailable } from '../shared/errors.js'

/** A file that is held open: what it is called and where it lies may change, what is read is this file. */
export interface OpenedFile {
  /** Bytes, when it was opened. */
  readonly size: number
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number
  /** Another one as soon as the content may be another; letters, digits and `-`. */
  readonly revision: string
  /** Its first `HEAD_BYTES`, or fewer. */
  readonly head: Uint8Array
  /**
   * The bytes of a range, once; ends early when the file has become shorter, and ends in closing the file. A chunk is
   * good until the next one is asked for.
   */
  readonly read: (range: ByteRange) => AsyncIterable<Uint8Array>
  /** Closes a file that is not read to its end. Repeated calls have no effect. */
  readonly close: () => Promise<void>
}

/** Entries of a folder, one page of them. */
export interface ListedFolder {
  /** Entries in the order of the page. */
  readonly entries: ReadonlyArray<FolderEntry>
  /** Number of entries on all pages. */
  readonly total: number
}

/** A part of a listing: `offset` is how many come before it. */
export interface ListPage {
  /** Number of entries to skip. */
  readonly offset: number
  /** Highest number of entries to return. */
  readonly limit: number
}

/** Result of a change. */
export interface Changed {
  readonly path: ProjectPath
  /** Absolute paths, free of links, of what appeared, went or was replaced. */
  readonly touched: ReadonlyArray<string>
}

/** Result of a move or copy. */
export interface Placed extends Changed {
  /** Sockets, pipes and devices within a copied folder, which no copy has. */
  readonly skipped: ReadonlyArray<ProjectPath>
}

/** Options of an upload. */
export interface StoreOptions {
  /** Action when the name is taken. */
  readonly onConflict: OnConflict
  /** Bytes; one more and nothing is stored. */
  readonly limit: number
}

/** Failure of a creation; nothing was made. */
export type MakeError = PathError | BadFileName | FileExists | WriteFailed | Unavailable
/** Failure of an upload; no part of the file stays. */
export type StoreError = MakeError | FileTooLarge | UploadBroken
/** Failure of a move or copy; the source stays. */
export type PlaceError = MakeError | IntoSelf | SamePath | OtherFileSystem

/**
 * The files below a root, an absolute folder of this machine.
 *
 * Nothing outside the root is read, written or named. A path is resolved with its links, and the check holds from the
 * call to its end, also when another process replaces a part of the path meanwhile. Links may lead from one place of
 * the root to another. An operand is the link itself, never its target. Nothing below a `.git` is ever changed; a path
 * that leads there is `BadPath`, one that leads out of the root `OutsideRoot`, also where nothing is there. No call
 * waits for a pipe, a socket or a device. A missing root is `FileNotFound`.
 *
 * A change is made whole or not at all, and under no name but the asked one: others see the old state or the new one.
 * Content is never removed, only replaced where `overwrite` says so.
 */
export interface ProjectFiles {
  /** A folder of the root free of links, absolute. */
  readonly realPath: (root: string, folder: ProjectPath) => TE.TaskEither<PathError | Unavailable, string>
  /** Entries of a folder, sorted by `byKindAndName`. */
  readonly list: (
    root: string,
    folder: ProjectPath,
    shown: ShownNames,
    page: ListPage,
  ) => TE.TaskEither<PathError | Unavailable, ListedFolder>
  /** Follows a link in the last place too. What is no regular file, and what the kernel makes up, is `NotAFile`. */
  readonly open: (root: string, path: ProjectPath) => TE.TaskEither<PathError | Unavailable, OpenedFile>
  /** An empty file in a folder that is there. */
  readonly createFile: (root: string, operand: Operand) => TE.TaskEither<MakeError, Changed>
  /**
   * A folder with all its parents, the root included when it is asked for; one that is there is well, anything else in
   * its place is `FileExists`.
   */
  readonly makeFolder: (root: string, path: ProjectPath) => TE.TaskEither<MakeError, Changed>
  /**
   * Moves to a path, or into the folder that is there. `FileExists` names a free name; `rename` takes the first free one;
   * `overwrite` replaces a file or a link, never by a folder and never a folder. Another case of the same name is a move.
   */
  readonly move: (
    root: string,
    from: Operand,
    to: ProjectPath,
    onConflict: OnConflict,
  ) => TE.TaskEither<PlaceError, Placed>
  /** As `move`, leaving what was there. Links are copied as links. */
  readonly copy: (
    root: string,
    from: Operand,
    to: ProjectPath,
    onConflict: OnConflict,
  ) => TE.TaskEither<PlaceError, Placed>
  /**
   * Puts them into the system's trash, from which a person gets them back; none before all were found. Answers with what
   * went, as absolute paths free of links.
   */
  readonly trash: (
    root: string,
    operands: ReadonlyArray<Operand>,
  ) => TE.TaskEither<PathError | TrashUnavailable | TrashFailed | Unavailable, ReadonlyArray<string>>
  /**
   * Writes a new file as its bytes arrive, in a folder that is there; it appears when all are on disk. `UploadBroken` when
   * the source throws. Whenever it fails nothing is left.
   */
  readonly store: (
    root: string,
    folder: ProjectPath,
    name: FileName,
    bytes: AsyncIterable<Uint8Array>,
    options: StoreOptions,
  ) => TE.TaskEither<StoreError, Changed>
}
