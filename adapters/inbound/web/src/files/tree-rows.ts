import type { FileEntry, FileMark } from './the-files-hub.js'
import { joined, parentOf } from './file-paths.js'

/** What lies in a folder, as far as it was read. */
export interface Folder {
  /** `null` before the first answer. */
  readonly entries: ReadonlyArray<FileEntry> | null
  /** Why it could not be read. */
  readonly fault: string | null
}

/** A line of the tree. */
export type TreeRow =
  | {
      readonly kind: 'entry'
      readonly path: string
      /** From 1. */
      readonly level: number
      readonly entry: FileEntry
      readonly isOpen: boolean
      /** Its place among its siblings, from 1, and how many they are. */
      readonly place: number
      readonly siblings: number
    }
  /** Stands where entries will be, or says why there are none. */
  | {
      readonly kind: 'note'
      readonly path: string
      readonly level: number
      readonly note: 'reading' | 'empty' | 'failed'
    }
  /** Where the name of something new is typed. */
  | { readonly kind: 'new'; readonly path: string; readonly level: number; readonly type: 'dir' | 'file' }

export interface TreeShape {
  readonly folders: ReadonlyMap<string, Folder>
  readonly open: ReadonlySet<string>
  /** What is about to be made, and in which folder. */
  readonly making: { readonly parent: string; readonly type: 'dir' | 'file' } | null
}

/** The tree as the lines it shows, top to bottom. */
export function treeRows(shape: TreeShape): ReadonlyArray<TreeRow> {
  const rows: TreeRow[] = []
  add(rows, shape, '', 1)
  return rows
}

function add(rows: TreeRow[], shape: TreeShape, folder: string, level: number): void {
  const { folders, open, making } = shape
  const { entries = null, fault = null } = folders.get(folder) ?? {}
  if (making?.parent === folder) rows.push({ kind: 'new', path: folder, level, type: making.type })
  if (!entries) rows.push({ kind: 'note', path: folder, level, note: fault === null ? 'reading' : 'failed' })
  else if (entries.length === 0 && making?.parent !== folder)
    rows.push({ kind: 'note', path: folder, level, note: 'empty' })
  entries?.forEach((entry, at) => {
    const path = joined(folder, entry.name)
    const isOpen = entry.type === 'dir' && open.has(path)
    rows.push({ kind: 'entry', path, level, entry, isOpen, place: at + 1, siblings: entries.length })
    if (isOpen) add(rows, shape, path, level + 1)
  })
}

/** What git says of files, ready to be asked for each line. */
export interface Marks {
  readonly files: ReadonlyMap<string, FileMark>
  /** Folders with something changed in them. */
  readonly folders: ReadonlySet<string>
}

export const NO_MARKS: Marks = { files: new Map(), folders: new Set() }

/** Paths of untracked folders end in `/`: everything in them is untracked too. */
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

/** The mark of a path: its own, or that of an untracked folder around it. `'within'`: something in it has one. */
export function markOf({ files, folders }: Marks, path: string): FileMark | 'within' | null {
  for (let up = path; up !== ''; up = parentOf(up)) {
    const mark = files.get(up)
    if (mark && (up === path || mark === 'untracked')) return mark
  }
  return folders.has(path) ? 'within' : null
}

/** The next line that an arrow leads to from `at`: entries only. */
export function stepRow(rows: ReadonlyArray<TreeRow>, at: number, step: 1 | -1): number {
  for (let next = at + step; next >= 0 && next < rows.length; next += step)
    if (rows[next]?.kind === 'entry') return next
  return at
}

/** The first line after `at`, round the end, whose name begins with what was typed. */
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
