export type EntryType = 'dir' | 'file' | 'symlink'

/** What lies in a folder. Links are not followed; pipes, sockets and devices count as files, which cannot be read. */
export interface FolderEntry {
  /** Bytes that are not UTF-8 are shown as U+FFFD; such an entry cannot be asked for. */
  readonly name: string
  readonly type: EntryType
  /** Bytes; of a folder or a link what the file system says. */
  readonly size: number
  /** Milliseconds since the epoch, with their fraction. */
  readonly modifiedAt: number
}

/** Which names a listing shows. `all` is everything; `hidden` those that start with a dot. */
export interface ShownNames {
  readonly all: boolean
  readonly hidden: boolean
}

/** Kept by tools and not written by people. */
const TOOL_NAMES: ReadonlySet<string> = new Set(['.git', 'node_modules', '.DS_Store', 'dist', 'build'])

/** Whether something of this name is left out of listings and of what is watched, at whatever depth it lies. */
export const isOfTools = (name: string): boolean => TOOL_NAMES.has(name)

export const isShown = (name: string, { all, hidden }: ShownNames): boolean =>
  all || (!isOfTools(name) && (hidden || !name.startsWith('.')))

/** Of a listing at a time: what people scroll through, and what is written as JSON without a noticeable stop. */
export const MAX_LISTED_ENTRIES = 10_000

interface Sortable {
  readonly name: string
  readonly isFolder: boolean
}

const collator = new Intl.Collator('en')

/** Folders first, then by name as people sort; names that read the same go by their characters. */
export function byKindAndName(a: Sortable, b: Sortable): number {
  if (a.isFolder !== b.isFolder) return a.isFolder ? -1 : 1
  return collator.compare(a.name, b.name) || (a.name < b.name ? -1 : 1)
}
