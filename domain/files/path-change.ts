/** Something happened to one file or folder below a root. */
export interface PathChange {
  /** `change`: what is in it, or its mode. `rename`: it came, went, or was given another name. */
  readonly type: 'change' | 'rename'
  /** Below the root, with `/` and without a leading one; `''` is the root itself. */
  readonly path: string
  /** Anything below it may have changed as well; single paths are not told. */
  readonly isDeep: boolean
}

/** Two changes of one path as one: what says more wins. */
export const mergeChanges = (one: PathChange, other: PathChange): PathChange => ({
  type: one.type === 'rename' ? one.type : other.type,
  path: one.path,
  isDeep: one.isDeep || other.isDeep,
})

/** At most `max` changes (1 at least) that say the same, only coarser: of many in a folder, that folder. */
export function condense(changes: ReadonlyArray<PathChange>, max: number): ReadonlyArray<PathChange> {
  if (changes.length <= max) return changes
  const folders = [...new Set(changes.map(({ path }) => parentOf(path)))]
  return condense(
    folders.map((path) => ({ type: 'rename', path, isDeep: true })),
    max,
  )
}

/** `''` for what lies directly in the root, and for the root. */
export const parentOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0))
