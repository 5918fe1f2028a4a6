import { markerOf, type FileMarker, type RepoStatus } from '../repo/work-tree.js'

/** What git says of a path. */
export interface MarkedPath {
  /** Relative to the project's root; that of a folder ends in `/`. */
  readonly path: string
  readonly marker: FileMarker
  /** Nothing but untracked files lies in it. */
  readonly isFolder: boolean
}

/** What differs below a project's root, which lies in the repository or above none of it. Both roots free of links. */
export function markersBelow(root: string, { root: top, entries }: RepoStatus): ReadonlyArray<MarkedPath> {
  const prefix = root === top ? '' : `${root.slice(top.length).replace(/^\//, '')}/`
  return entries.flatMap((entry) => {
    const marked = (path: string): MarkedPath => ({ path, marker: markerOf(entry), isFolder: path.endsWith('/') })
    if (entry.path.startsWith(prefix) && entry.path !== prefix) return [marked(entry.path.slice(prefix.length))]
    // All of the project is new to git.
    return entry.path.endsWith('/') && prefix.startsWith(entry.path) ? [marked('./')] : []
  })
}
