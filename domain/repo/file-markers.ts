import { markerOf, type FileMarker, type RepoStatus } from './work-tree.js'

/** What a file browser shows beside a name. */
export interface FileMark {
  /** Relative to the folder that was asked about; that of a folder ends in `/`, and `./` is that folder itself. */
  readonly path: string
  readonly marker: FileMarker
  /** A folder with nothing but untracked files; it stands for all that is below. */
  readonly isFolder: boolean
}

/** The marks at and below the folder that a status was asked of; what lies elsewhere in the repository is left out. */
export function fileMarks({ prefix, entries }: RepoStatus): ReadonlyArray<FileMark> {
  return entries.flatMap((entry): ReadonlyArray<FileMark> => {
    const marker = markerOf(entry)
    const isFolder = entry.path.endsWith('/')
    if (isFolder && prefix.startsWith(entry.path)) return [{ path: './', marker, isFolder }]
    return entry.path.startsWith(prefix) ? [{ path: entry.path.slice(prefix.length), marker, isFolder }] : []
  })
}
