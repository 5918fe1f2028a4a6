import { contentOf, fileTimeout } from '../app/hub/file-content.js'
import type { Answer, BodyOf } from '../app/hub/hub.js'
import { hubCalls, toHub, withId } from '../app/the-hub.js'

export type FileEntry = Pick<BodyOf<'listFiles'>['entries'][number], 'name' | 'type' | 'size' | 'ignored'>
export type FileMark = BodyOf<'readFileMarkers'>['files'][string]

export interface Relocation {
  readonly op: 'move' | 'copy' | 'rename'
  readonly from: string
  readonly to: string
  /** Without it, a name conflict is rejected with 409. */
  readonly onConflict?: 'rename' | 'overwrite'
}

const { client, ask } = toHub

/** Entries of a folder. */
export interface FileListing {
  readonly entries: ReadonlyArray<FileEntry>
  /** Marks of the root by path, where they were asked for and git answered in time. */
  readonly marks?: Readonly<Record<string, FileMark>> | undefined
}

/** Directories first, then by name. `hidden` includes dot files, tool folders and files that git ignores. */
async function list(
  root: string,
  path: string,
  { hidden, marks = false }: { readonly hidden: boolean; readonly marks?: boolean },
  before: ReadonlyArray<FileEntry> = [],
): Promise<Answer<FileListing>> {
  const query = { path, all: hidden, offset: before.length, ...(marks ? { marks } : {}) }
  const page = await ask(client.listFiles({ ...withId(root), query }), ({ body }) => body)
  if (!page.ok) return page
  const all = [...before, ...page.value.entries]
  const isWhole = all.length >= page.value.total || page.value.entries.length === 0
  const entries = hidden ? all : all.filter(({ ignored }) => !ignored)
  const rest = isWhole ? ({ ok: true, value: { entries } } as const) : await list(root, path, { hidden }, all)
  return rest.ok ? { ok: true, value: { ...rest.value, marks: page.value.marks } } : rest
}

/** File requests below a root, which is a project's id or `session:<name>`. They never reject. */
export const filesOfHub = hubCalls(({ client, ask }) => ({
  list,
  marks: (root: string) => ask(client.readFileMarkers(withId(root)), ({ body }) => body.files),
  /** Returns the path of the new file. */
  makeFile: (root: string, path: string, name: string) =>
    ask(client.createFile({ ...withId(root), body: { path, name } }), ({ body }) => body.path),
  makeFolder: (root: string, path: string, name: string) =>
    ask(client.createFolder({ ...withId(root), body: { path, name } }), ({ body }) => body.path),
  /** Returns the new path. */
  relocate: (root: string, relocation: Relocation) =>
    ask(client.relocateFile({ ...withId(root), body: relocation }), ({ body }) => body.path),
  trash: (root: string, paths: ReadonlyArray<string>) =>
    ask(client.trashFiles({ ...withId(root), body: { paths } }), () => undefined),
  content: (root: string, path: string) =>
    ask(client.readFileContent({ ...withId(root), query: { path }, signal: fileTimeout() }), contentOf),
}))

/** Address of uploads to a root. */
export const uploadAddress = (root: string): string => `/api/projects/${encodeURIComponent(root)}/files/upload`
