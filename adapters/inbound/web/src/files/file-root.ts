import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import { ancestorsOf, isWithin, parentOf } from './file-paths.js'
import { marksFrom, NO_MARKS, treeRows, type Folder, type Marks, type TreeRow } from './tree-rows.js'
import { watchFiles, type FileChange } from './file-events.js'
import { newest, type Newest } from '../app/newest.js'
import { hiddenFilesShown } from '../app/platform/preferences.js'
import type { Answer } from '../app/hub/hub.js'
import { listFolder, type FileListing } from './listing.js'
import { ask, client } from '../app/the-hub.js'

/** Type and parent folder of the entry being created. */
export type Making = { readonly parent: string; readonly type: 'dir' | 'file' } | null

/** Files below one root as a page shows them, updated by events. */
export interface FileRoot {
  readonly id: string
  readonly rows: ReadonlySignal<ReadonlyArray<TreeRow>>
  readonly folders: ReadonlySignal<ReadonlyMap<string, Folder>>
  readonly marks: ReadonlySignal<Marks>
  readonly making: Signal<Making>
  /** Counter that grows whenever that file may have changed. */
  readonly revision: (path: string) => number
  readonly setOpen: (folder: string, open: boolean) => void
  /** Opens all ancestor folders of a path. */
  readonly reveal: (path: string) => void
  /** Reads a loaded folder and the git status again. Resolves when the folder is read. Does nothing for other folders. */
  readonly again: (folder: string) => Promise<void>
  readonly close: () => void
}

const UNREAD: Folder = { entries: null, hasFailed: false }

/** Events within this time are handled together. One command causes several. */
const GATHER_MS = 120

export function openFileRoot(id: string): FileRoot {
  const folders = signal<ReadonlyMap<string, Folder>>(new Map())
  const open = signal<ReadonlySet<string>>(new Set())
  const marks = signal<Marks>(NO_MARKS)
  const making = signal<Making>(null)
  const revisions = signal<ReadonlyMap<string, number>>(new Map())
  const rows = computed(() => treeRows({ folders: folders.value, open: open.value, making: making.value }))
  const stale = new Set<string>()
  let gathering: ReturnType<typeof setTimeout> | undefined
  let shownHidden = hiddenFilesShown.peek()

  const put = (path: string, folder: Folder | null): void => {
    const next = new Map(folders.peek())
    if (folder) next.set(path, folder)
    else next.delete(path)
    folders.value = next
  }

  const readings = new Map<string, Newest<Folder>>()

  function readingOf(path: string): Newest<Folder> {
    const shown = {
      get value(): Folder | null {
        return folders.peek().get(path) ?? null
      },
      set value(folder: Folder | null) {
        put(path, folder)
      },
    }
    return newest(shown, async () => folderIn(path, await list(path)))
  }

  const list = (path: string, withMarks = false): Promise<Answer<FileListing>> =>
    listFolder(id, path, { hidden: hiddenFilesShown.peek(), marks: withMarks })

  /** `null` keeps what is shown. */
  function folderIn(path: string, listed: Answer<FileListing>): Folder | null {
    if (listed.ok) return { entries: listed.value.entries, hasFailed: false }
    const isKept = listed.failure._tag !== 'Refused' && folders.peek().get(path)?.entries
    return isKept ? null : { entries: null, hasFailed: true }
  }

  function knownReading(path: string): Newest<Folder> {
    if (!folders.peek().has(path)) put(path, UNREAD)
    const reading = readings.get(path) ?? readingOf(path)
    readings.set(path, reading)
    return reading
  }
  const read = (path: string): Promise<void> => knownReading(path).again()

  const marksAlone = async (): Promise<Marks | null> => {
    const answer = await ask(client.readFileMarkers({ params: { id } }), ({ body }) => body.files)
    return answer.ok ? marksFrom(answer.value) : null
  }
  const knownMarks = newest(marks, marksAlone)
  const readMarks = knownMarks.again

  /** Reads the root with its marks in one request; marks of a slow git come in a request of their own. */
  function readFirst(): void {
    const listed = list('', true)
    void knownReading('').againBy(async () => folderIn('', await listed))
    void knownMarks.againBy(async () => {
      const answer = await listed
      if (!answer.ok) return null
      return answer.value.marks ? marksFrom(answer.value.marks) : marksAlone()
    })
  }

  async function again(folder: string): Promise<void> {
    if (!folders.peek().has(folder)) return
    void readMarks()
    await read(folder)
  }

  function onChange(change: FileChange | null): void {
    const shown = [...folders.peek().keys()]
    if (change === null) for (const folder of shown) stale.add(folder)
    else {
      const { path, isDeep } = change
      stale.add(parentOf(path))
      for (const folder of shown) if (folder === path || (isDeep && isWithin(folder, path))) stale.add(folder)
      touch(path)
    }
    // The first event starts the timer, so a folder with constant changes is still updated.
    gathering ??= setTimeout(() => {
      gathering = undefined
      const now = [...stale].filter((folder) => folders.peek().has(folder))
      stale.clear()
      for (const folder of now) void read(folder)
      void readMarks()
    }, GATHER_MS)
  }

  function touch(path: string): void {
    revisions.value = new Map(revisions.peek()).set(path, (revisions.peek().get(path) ?? 0) + 1)
  }

  const setOpen = (folder: string, isOpen: boolean): void => {
    const next = new Set(open.peek())
    if (isOpen) next.add(folder)
    else next.delete(folder)
    open.value = next
    if (isOpen && !folders.peek().has(folder)) void read(folder)
  }

  const stopHidden = hiddenFilesShown.subscribe((shown) => {
    if (shown === shownHidden) return
    shownHidden = shown
    for (const folder of folders.peek().keys()) void read(folder)
  })
  put('', UNREAD)
  const stopWatching = watchFiles(id, { begun: readFirst, changed: onChange })

  return {
    id,
    rows,
    folders,
    marks,
    making,
    revision: (path) => revisions.value.get(path) ?? 0,
    setOpen,
    reveal: (path) => {
      for (const folder of ancestorsOf(path)) setOpen(folder, true)
    },
    again,
    close: () => {
      clearTimeout(gathering)
      stopHidden()
      stopWatching()
    },
  }
}
