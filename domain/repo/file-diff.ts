/** git-diff(1), `--diff-filter`; `U` is a conflict, `?` an untracked file. */
export type FileStatus = 'M' | 'A' | 'D' | 'R' | 'C' | 'T' | 'U' | '?'

/** Change of a file as sent to clients. Paths are relative to the root of the repository. */
export interface FileDiff {
  /** Path; invalid UTF-8 is shown as U+FFFD. */
  readonly path: string
  /** Former path of a renamed or copied file; `null` for all others. */
  readonly oldPath: string | null
  /** Kind of the change. */
  readonly status: FileStatus
  /** Lines; 0 for binary. */
  readonly additions: number
  /** Number of removed lines. */
  readonly deletions: number
  /** True for a file without lines. */
  readonly binary: boolean
  /** True when the patch has more than `MAX_PATCH_CHARACTERS`. */
  readonly oversize: boolean
  /**
   * True when the patch was left out because the whole answer would be too large; it can be requested for this path
   * alone.
   */
  readonly deferred: boolean
  /** Unified patch from its `diff --git` line on, ending in a newline; `null` when there is none or it is left out. */
  readonly diff: string | null
}

/** Patch that is read only when it is shown. */
export interface UnreadPatch {
  /** Upper bound of its UTF-8 length. */
  readonly bytes: number
  readonly read: () => string
}

/** Change of a file, before its patch is selected for display. */
export interface FileChange extends Pick<
  FileDiff,
  'path' | 'oldPath' | 'status' | 'additions' | 'deletions' | 'binary'
> {
  /** `null` for no patch; `cut` for a patch that was not read. */
  readonly patch: UnreadPatch | 'cut' | null
}

/** Default number of context lines around a change. */
export const CONTEXT_LINES = 3
/** Maximum characters of one patch; larger ones slow down every view. */
export const MAX_PATCH_CHARACTERS = 200_000
/**
 * Maximum characters of all patches in one answer: a phone loads it within seconds, and the JSON encoding does not
 * block the event loop noticeably.
 */
export const MAX_PATCHES_CHARACTERS = 1024 * 1024
/** Maximum number of untracked files with a patch; a folder missing in `.gitignore` can have thousands. */
export const MAX_UNTRACKED_PATCHES = 100
/** Maximum number of files of one commit. */
export const MAX_COMMIT_FILES = 200
/** Maximum number of files of a worktree or branch. */
export const MAX_CHANGED_FILES = 5_000

/** True when a patch of this many bytes is certainly too long: a UTF-16 code unit has at most three bytes. */
export const isOversize = (bytes: number): boolean => bytes > 3 * MAX_PATCH_CHARACTERS

/** Selects, in order, the patches to show. */
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

const HEAD = /^(?:diff --git |--- |\+\+\+ )/

/** Mark that a decoder puts in place of bytes that are not UTF-8. */
const UNDECODED = '\uFFFD'

/**
 * Patch with one hunk of the patch of a file, without changes of its mode. `null` when there is no such hunk, when the file
 * is added, removed or renamed, and for text that is not UTF-8, whose bytes a patch has lost.
 */
export function hunkPatch(diff: string, index: number): string | null {
  const lines = diff.split('\n')
  const starts = lines.flatMap((line, at) => (line.startsWith('@@ ') ? [at] : []))
  const [from, first] = [starts[index], starts[0]]
  if (from === undefined || first === undefined || diff.includes(UNDECODED)) return null
  const head = lines.slice(0, first)
  const isChange = !head.some((line) => /^(?:new file|deleted file|rename|copy) /.test(line))
  const patch = [...head.filter((line) => HEAD.test(line)), ...lines.slice(from, starts[index + 1])].join('\n')
  return isChange ? `${patch.replace(/\n$/, '')}\n` : null
}
