/** Kind of an entry of a folder; a link is not followed. */
export type EntryType = 'dir' | 'file' | 'symlink'

/** Entry of a folder. Links are not followed. Pipes, sockets and devices are listed as files but cannot be read. */
export interface FolderEntry {
  /** Invalid UTF-8 is replaced by U+FFFD; such an entry cannot be requested. */
  readonly name: string
  /** File, folder or link. */
  readonly type: EntryType
  /** Bytes; for folders and links the value of the file system. */
  readonly size: number
  /** Milliseconds since the epoch, with a fraction. */
  readonly modifiedAt: number
}

/** Filter of a listing. `all` includes everything; `hidden` includes names that start with a dot. */
export interface ShownNames {
  /** True for ignored files as well. */
  readonly all: boolean
  /** True for names that begin with a dot as well. */
  readonly hidden: boolean
}

/** Names maintained by tools instead of people. */
const TOOL_NAMES: ReadonlySet<string> = new Set(['.git', 'node_modules', '.DS_Store', 'dist', 'build'])

/** True when the name is left out of listings and watches at any depth. */
export const isOfTools = (name: string): boolean => TOOL_NAMES.has(name)

export const isShown = (name: string, { all, hidden }: ShownNames): boolean =>
  all || (!isOfTools(name) && (hidden || !name.startsWith('.')))

/** Maximum number of entries per listing; the JSON encoding of more would block the event loop noticeably. */
export const MAX_LISTED_ENTRIES = 10_000
