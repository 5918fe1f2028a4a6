/** Change of a file or folder below a root. */
export interface PathChange {
  /** `change`: content or mode. `rename`: created, deleted or renamed. */
  readonly type: 'change' | 'rename'
  /** Path below the root, with `/` and without a leading one; `''` is the root itself. */
  readonly path: string
  /** True when anything below the path may have changed as well; these paths are not listed. */
  readonly isDeep: boolean
}

/** Combines two changes of one path; the more significant one wins. */
export const mergeChanges = (one: PathChange, other: PathChange): PathChange => ({
  type: one.type === 'rename' ? one.type : other.type,
  path: one.path,
  isDeep: one.isDeep || other.isDeep,
})

/** Condenses changes to at most `max` (at least 1), by merging those in one folder into a change of the folder. */
export function condense(changes: ReadonlyArray<PathChange>, max: number): ReadonlyArray<PathChange> {
  if (changes.length <= max) return changes
  const folders = [...new Set(changes.map(({ path }) => parentOf(path)))]
  return condense(
    folders.map((path) => ({ type: 'rename', path, isDeep: true })),
    max,
  )
}

/** Parent folder; `''` for entries of the root, and for the root. */
export const parentOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0))
