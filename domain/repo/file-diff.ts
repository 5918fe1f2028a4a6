/** git-diff(1), `--diff-filter`; `U` is a conflict, `?` a file that git does not know. */
export type FileStatus = 'M' | 'A' | 'D' | 'R' | 'C' | 'T' | 'U' | '?'

/** What happened to a file, as far as a client is shown. Paths are relative to the root of the repository. */
export interface FileDiff {
  /** Bytes of a name that are not UTF-8 are shown as U+FFFD. */
  readonly path: string
  /** Where a renamed or copied file was before; `null` for all others. */
  readonly oldPath: string | null
  readonly status: FileStatus
  /** Lines; 0 for binary. */
  readonly additions: number
  readonly deletions: number
  readonly binary: boolean
  /** The patch has more than `MAX_PATCH_CHARACTERS`. */
  readonly oversize: boolean
  /** The patch was left out because the whole would have become too large: ask for this path alone. */
  readonly deferred: boolean
  /** Unified, from its `diff --git` line, ending in a newline. `null`: there is none, or none is shown. */
  readonly diff: string | null
}

/** A patch that may not be worth reading. */
export interface UnreadPatch {
  /** In UTF-8, or more. */
  readonly bytes: number
  readonly read: () => string
}

/** What happened to a file, before it is decided how much of it is shown. */
export interface FileChange extends Pick<
  FileDiff,
  'path' | 'oldPath' | 'status' | 'additions' | 'deletions' | 'binary'
> {
  /** `null`: there is none. `cut`: there is one that was not read. */
  readonly patch: UnreadPatch | 'cut' | null
}

/** Lines that a patch shows around a change, unless more are asked for. */
export const CONTEXT_LINES = 3
/** Of one file; more is no longer read by people, and slows down every view that shows it. */
export const MAX_PATCH_CHARACTERS = 200_000
/** Of one answer, in characters: a phone loads it in seconds, and its JSON is written without a noticeable stop. */
export const MAX_PATCHES_CHARACTERS = 1024 * 1024
/** Untracked files with a patch; a folder that somebody forgot to ignore has thousands. */
export const MAX_UNTRACKED_PATCHES = 100
/** Files of one commit. */
export const MAX_COMMIT_FILES = 200
/** Files of a work tree or a branch. */
export const MAX_CHANGED_FILES = 5_000

/** Whether a patch of so many bytes is too long for certain: a character has at most three. */
export const isOversize = (bytes: number): boolean => bytes > 3 * MAX_PATCH_CHARACTERS

/** Decides, in order, which patches are shown. */
export function showPatches(changes: ReadonlyArray<FileChange>): ReadonlyArray<FileDiff> {
  let left = MAX_PATCHES_CHARACTERS
  return changes.map(({ patch, ...change }) => {
    const file = { ...change, oversize: false, deferred: false, diff: null }
    if (change.binary || patch === null || isPureRename(change)) return file
    if (patch === 'cut') return { ...file, deferred: true }
    if (isOversize(patch.bytes)) return { ...file, oversize: true }
    if (left <= 0) return { ...file, deferred: true }
    const diff = patch.read()
    if (diff.length > MAX_PATCH_CHARACTERS) return { ...file, oversize: true }
    left -= diff.length
    return left < 0 ? { ...file, deferred: true } : { ...file, diff }
  })
}

const isPureRename = ({ status, additions, deletions }: Pick<FileDiff, 'status' | 'additions' | 'deletions'>) =>
  (status === 'R' || status === 'C') && additions === 0 && deletions === 0
