import type { Asking, FileContent } from './asking.js'
import type { Answer } from './hub.js'

export interface FileEntry {
  readonly name: string
  readonly type: 'dir' | 'file' | 'symlink'
  /** Bytes. */
  readonly size: number
  readonly ignored: boolean
}

export type FileMark = 'staged' | 'modified' | 'untracked'

export interface Relocation {
  readonly op: 'move' | 'copy' | 'rename'
  readonly from: string
  readonly to: string
  /** Without: a taken name is refused with 409. */
  readonly onConflict?: 'rename' | 'overwrite'
}

/** What the files below a root are asked; `root` is a project's id or `session:<name>`. Every call settles. */
export interface FilesHub {
  /** Directories first, then by name; with `hidden` also names with a dot, those of tools, and what git ignores. */
  readonly list: (root: string, path: string, hidden: boolean) => Promise<Answer<ReadonlyArray<FileEntry>>>
  readonly marks: (root: string) => Promise<Answer<Readonly<Record<string, FileMark>>>>
  /** Both answer the path of what was made. */
  readonly makeFile: (root: string, parent: string, name: string) => Promise<Answer<string>>
  readonly makeFolder: (root: string, parent: string, name: string) => Promise<Answer<string>>
  /** Answers where it lies from now on. */
  readonly relocate: (root: string, relocation: Relocation) => Promise<Answer<string>>
  readonly trash: (root: string, paths: ReadonlyArray<string>) => Promise<Answer<void>>
  readonly content: (root: string, path: string) => Promise<Answer<FileContent>>
}

export function filesHub({ client, ask, file }: Asking): FilesHub {
  const of = (id: string): { readonly params: { readonly id: string } } => ({ params: { id } })

  async function list(
    root: string,
    path: string,
    hidden: boolean,
    before: ReadonlyArray<FileEntry> = [],
  ): Promise<Answer<ReadonlyArray<FileEntry>>> {
    const query = { path, all: hidden, offset: before.length }
    const page = await ask(client.listFiles({ ...of(root), query }), ({ body }) => body)
    if (!page.ok) return page
    const entries = [...before, ...page.value.entries]
    const isWhole = entries.length >= page.value.total || page.value.entries.length === 0
    if (isWhole) return { ok: true, value: hidden ? entries : entries.filter(({ ignored }) => !ignored) }
    return list(root, path, hidden, entries)
  }

  return {
    list,
    marks: (root) => ask(client.readFileMarkers(of(root)), ({ body }) => body.files),
    makeFile: (root, path, name) =>
      ask(client.createFile({ ...of(root), body: { path, name } }), ({ body }) => body.path),
    makeFolder: (root, path, name) =>
      ask(client.createFolder({ ...of(root), body: { path, name } }), ({ body }) => body.path),
    relocate: (root, relocation) =>
      ask(client.relocateFile({ ...of(root), body: relocation }), ({ body }) => body.path),
    trash: (root, paths) => ask(client.trashFiles({ ...of(root), body: { paths } }), () => undefined),
    content: (root, path) => file(`${filesAddress(root, 'content')}?${new URLSearchParams({ path }).toString()}`),
  }
}

/** `/api/projects/<root>/files/<what>`. */
export const filesAddress = (root: string, what: 'content' | 'download' | 'upload'): string =>
  `/api/projects/${encodeURIComponent(root)}/files/${what}`
