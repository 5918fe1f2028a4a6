import type { Answer, BodyOf } from '../app/hub/hub.js'
import { ask, client } from '../app/the-hub.js'

export type FileEntry = Pick<BodyOf<'listFiles'>['entries'][number], 'name' | 'type' | 'size' | 'ignored'>
export type FileMark = BodyOf<'readFileMarkers'>['files'][string]

/** Entries of a folder. */
export interface FileListing {
  readonly entries: ReadonlyArray<FileEntry>
  /** Marks of the root by path, where they were asked for and git answered in time. */
  readonly marks?: Readonly<Record<string, FileMark>> | undefined
}

/** Directories first, then by name. `hidden` includes dot files, tool folders and files that git ignores. */
export async function listFolder(
  root: string,
  path: string,
  { hidden, marks = false }: { readonly hidden: boolean; readonly marks?: boolean },
  before: ReadonlyArray<FileEntry> = [],
): Promise<Answer<FileListing>> {
  const query = { path, all: hidden, offset: before.length, ...(marks ? { marks } : {}) }
  const page = await ask(client.listFiles({ params: { id: root }, query }))
  if (!page.ok) return page
  const all = [...before, ...page.value.entries]
  const isWhole = all.length >= page.value.total || page.value.entries.length === 0
  const entries = hidden ? all : all.filter(({ ignored }) => !ignored)
  const rest = isWhole ? ({ ok: true, value: { entries } } as const) : await listFolder(root, path, { hidden }, all)
  return rest.ok ? { ok: true, value: { ...rest.value, marks: page.value.marks } } : rest
}

/** Address of uploads to a root. */
export const uploadAddress = (root: string): string => `/api/projects/${encodeURIComponent(root)}/files/upload`
