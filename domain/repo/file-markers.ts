import { markerOf, type FileMarker, type RepoStatus } from './work-tree.js'

/** Git marker of a path in a file browser. */
export interface FileMark {
  /** Relative to the requested folder. Folders end in `/`; `./` is the requested folder itself. */
  readonly path: string
  readonly marker: FileMarker
  /** True for a folder with untracked files only; it stands for everything below it. */
  readonly isFolder: boolean
}

/** Markers at and below the requested folder; the rest of the repository is left out. */
export function fileMarks({ prefix, entries }: RepoStatus): ReadonlyArray<FileMark> {
  return entries.flatMap((entry): ReadonlyArray<FileMark> => {
    const marker = markerOf(entry)
    const isFolder = entry.path.endsWith('/')
    if (isFolder && prefix.startsWith(entry.path)) return [{ path: './', marker, isFolder }]
    return entry.path.startsWith(prefix) ? [{ path: entry.path.slice(prefix.length), marker, isFolder }] : []
  })
}
