import type { FileEntry, FileMark } from './listing.js'
import { joined, parentOf } from './file-paths.js'

/** Loaded content of a folder. */
export interface Folder {
  /** `null` before the first response. */
  readonly entries: ReadonlyArray<FileEntry> | null
  readonly hasFailed: boolean
}

/** Row of the tree. */
export type TreeRow =
  | {
      readonly kind: 'entry'
      readonly path: string
      /** Depth, from 1. */
      readonly level: number
      readonly entry: FileEntry
      readonly isOpen: boolean
      /** Position among its siblings, from 1, and their number. */
      readonly place: number
      readonly siblings: number
    }
  /** Placeholder while entries are missing: loading, empty or failed. */
  | {
      readonly kind: 'note'
      readonly path: string
      readonly level: number
      readonly note: 'reading' | 'empty' | 'failed'
    }
  /** Field for the name of a new entry. */
  | { readonly kind: 'new'; readonly path: string; readonly level: number; readonly type: 'dir' | 'file' }

export interface TreeShape {
  readonly folders: ReadonlyMap<string, Folder>
  readonly open: ReadonlySet<string>
  /** Type and parent folder of the entry being created. */
  readonly making: { readonly parent: string; readonly type: 'dir' | 'file' } | null
}

/** Visible rows of the tree, top to bottom. */
export function treeRows(shape: TreeShape): ReadonlyArray<TreeRow> {
  const rows: TreeRow[] = []
  add(rows, shape, '', 1)
  return rows
}

function add(rows: TreeRow[], shape: TreeShape, folder: string, level: number): void {
  const { folders, open, making } = shape
  const { entries = null, hasFailed = false } = folders.get(folder) ?? {}
  if (making?.parent === folder) rows.push({ kind: 'new', path: folder, level, type: making.type })
  if (!entries) rows.push({ kind: 'note', path: folder, level, note: hasFailed ? 'failed' : 'reading' })
  else if (entries.length === 0 && making?.parent !== folder)
    rows.push({ kind: 'note', path: folder, level, note: 'empty' })
  entries?.forEach((entry, at) => {
    const path = joined(folder, entry.name)
    const isOpen = entry.type === 'dir' && open.has(path)
    rows.push({ kind: 'entry', path, level, entry, isOpen, place: at + 1, siblings: entries.length })
    if (isOpen) add(rows, shape, path, level + 1)
  })
}

/** Git status by path. */
export interface Marks {
  readonly files: ReadonlyMap<string, FileMark>
  /** Folders that contain a changed file at any depth. */
  readonly folders: ReadonlySet<string>
}

export const NO_MARKS: Marks = { files: new Map(), folders: new Set() }

/** A path that ends in `/` is an untracked folder. All of its content is untracked too. */
export function marksFrom(told: Readonly<Record<string, FileMark>>): Marks {
  const files = new Map<string, FileMark>()
  const folders = new Set<string>()
  for (const [path, mark] of Object.entries(told)) {
    const plain = path.replace(/\/$/, '')
    files.set(plain, mark)
    for (let up = parentOf(plain); up !== '' && !folders.has(up); up = parentOf(up)) folders.add(up)
  }
  return { files, folders }
}

/** Status of a path: its own, or that of an enclosing untracked folder. `'within'`: an entry below it has a status. */
export function markOf({ files, folders }: Marks, path: string): FileMark | 'within' | null {
  for (let up = path; up !== ''; up = parentOf(up)) {
    const mark = files.get(up)
    if (mark && (up === path || mark === 'untracked')) return mark
  }
  return folders.has(path) ? 'within' : null
}

/** Index of the next entry from `at` in the direction of `step`; `at` when there is none. */
export function stepRow(rows: ReadonlyArray<TreeRow>, at: number, step: 1 | -1): number {
  for (let next = at + step; next >= 0 && next < rows.length; next += step)
    if (rows[next]?.kind === 'entry') return next
  return at
}

/** Index of the next entry whose name begins with `letters`. Wraps around at the end. */
export function findByLetters(rows: ReadonlyArray<TreeRow>, at: number, letters: string): number {
  const wanted = letters.toLowerCase()
  const order = [...rows.keys()].map(
    (index) => (index + Math.max(at, 0) + (letters.length === 1 ? 1 : 0)) % rows.length,
  )
  return (
    order.find((index) => {
      const row = rows[index]
      return row?.kind === 'entry' && row.entry.name.toLowerCase().startsWith(wanted)
    }) ?? at
  )
}
