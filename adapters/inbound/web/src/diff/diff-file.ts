import type { FileStatus } from '../../../../../domain/repo/file-diff.js'
import type { ComponentChildren } from 'preact'
import type { PatchLine } from './patch.js'

/** A file that differs, as the routes of the hub tell it. Paths are relative to the root of the repository. */
export interface DiffFile {
  /** Tells it apart within its diff. */
  readonly key: string
  readonly path: string
  /** Where a renamed or copied file was before. */
  readonly oldPath: string | null
  readonly status: FileStatus
  /** Lines. */
  readonly additions: number
  readonly deletions: number
  readonly binary: boolean
  readonly oversize: boolean
  /** The patch comes when it is asked for. */
  readonly deferred: boolean
  /** Unified; `null` when there is none, or none is shown. */
  readonly diff: string | null
  /** Files of one group stand together under its name; `null` where there are no groups. */
  readonly group: string | null
}

/** What people say about lines of a diff. */
export interface LineNotes {
  /** Somebody wants to say something about a line. */
  readonly begin: (file: DiffFile, line: PatchLine) => void
  /** What stands below a line. */
  readonly below: (file: DiffFile, line: PatchLine) => ComponentChildren
}

/** How a diff gets what was not sent along. */
export interface DiffSource {
  /** Patch of one file, with the usual context or with all of the file; `null` when it cannot be had. */
  readonly patch: (file: DiffFile, extent: 'usual' | 'whole') => Promise<string | null>
  /** Shows the file itself; left out where there is no such place. */
  readonly open?: (file: DiffFile, line: number | null) => void
  /** What people say about lines; left out where nobody does. */
  readonly notes?: LineNotes
}

/** As the hub sends a file. */
type SentFile = Omit<DiffFile, 'key' | 'oldPath' | 'group'> & { readonly oldPath?: string }

export const diffFile = ({ oldPath, ...file }: SentFile, group: string | null): DiffFile => ({
  path: file.path,
  oldPath: oldPath ?? null,
  status: file.status,
  additions: file.additions,
  deletions: file.deletions,
  binary: file.binary,
  oversize: file.oversize,
  deferred: file.deferred,
  diff: file.diff,
  key: group === null ? file.path : `${group}:${file.path}`,
  group,
})

const isSame = (one: DiffFile, other: DiffFile): boolean =>
  one.diff === other.diff &&
  one.status === other.status &&
  one.oldPath === other.oldPath &&
  one.additions === other.additions &&
  one.deletions === other.deletions &&
  one.binary === other.binary &&
  one.oversize === other.oversize &&
  one.deferred === other.deferred

/** The new files, each as the very record that it was before where nothing changed: what it draws stays. */
export function keepSame(before: ReadonlyArray<DiffFile>, after: ReadonlyArray<DiffFile>): ReadonlyArray<DiffFile> {
  const old = new Map(before.map((file) => [file.key, file]))
  return after.map((file) => {
    const was = old.get(file.key)
    // A patch that comes by itself may differ although all that is told of it is the same.
    return was && !file.deferred && isSame(was, file) ? was : file
  })
}

export interface DiffSums {
  readonly additions: number
  readonly deletions: number
}

export const sumsOf = (files: ReadonlyArray<DiffSums>): DiffSums => ({
  additions: files.reduce((sum, { additions }) => sum + additions, 0),
  deletions: files.reduce((sum, { deletions }) => sum + deletions, 0),
})
