import type { FileStatus } from '../../../../../domain/repo/file-diff.js'
import type { ComponentChildren } from 'preact'
import type { PatchLine } from './patch.js'

/** Changed file as the hub's routes return it. Paths are relative to the root of the repository. */
export interface DiffFile {
  /** Unique within the diff. */
  readonly key: string
  readonly path: string
  /** Previous path of a renamed or copied file. */
  readonly oldPath: string | null
  readonly status: FileStatus
  /** Number of lines. */
  readonly additions: number
  readonly deletions: number
  readonly binary: boolean
  readonly oversize: boolean
  /** True when the patch is loaded on request. */
  readonly deferred: boolean
  /** Unified diff; `null` when there is none or it is not loaded. */
  readonly diff: string | null
  /** Digest of `diff`; `null` without one. */
  readonly digest: string | null
  /** Name of the group that the file is listed under; `null` without groups. */
  readonly group: string | null
}

/** Line comments of a diff. */
export interface LineNotes {
  /** Opens the comment field at a line. */
  readonly begin: (file: DiffFile, line: PatchLine) => void
  /** Content below a line. */
  readonly below: (file: DiffFile, line: PatchLine) => ComponentChildren
}

/** Loads the parts of a diff that were not sent with it. */
export interface DiffSource {
  /** Patch of one file with the default context or with the whole file; `null` when it is unavailable. */
  readonly patch: (file: DiffFile, extent: 'usual' | 'whole') => Promise<string | null>
  /** Opens the file itself. Absent when the file cannot be opened. */
  readonly open?: (file: DiffFile, line: number | null) => void
  /** Buttons in the header of a file. */
  readonly actions?: (file: DiffFile) => ComponentChildren
  /** Buttons in the head of a hunk. Absent when hunks cannot be changed; `null` when those of this file cannot. */
  readonly hunkActions?: (file: DiffFile) => ((hunk: number) => ComponentChildren) | null
  /** Absent when lines cannot be commented. */
  readonly notes?: LineNotes
}

/** File as the hub sends it. */
type SentFile = Omit<DiffFile, 'key' | 'oldPath' | 'group' | 'digest'> & {
  readonly oldPath?: string
  readonly digest?: string | null
}

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
  digest: file.digest ?? null,
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

/** The new files, with the previous object reused for each unchanged file, so that it is not rendered again. */
export function keepSame(before: ReadonlyArray<DiffFile>, after: ReadonlyArray<DiffFile>): ReadonlyArray<DiffFile> {
  const old = new Map(before.map((file) => [file.key, file]))
  return after.map((file) => {
    const was = old.get(file.key)
    // A deferred patch can differ although all sent fields are equal.
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
