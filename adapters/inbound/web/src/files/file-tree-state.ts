import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import { uploadAddress } from './listing.js'
import { parentOf, topmost } from './file-paths.js'
import { findByLetters, type TreeRow } from './tree-rows.js'
import { isFieldFocused } from '../app/platform/field-focus.js'
import { openMenuAt, type MenuItem } from '../ui/menu.js'
import { upload, type UploadTarget } from '../transfer/uploads.js'
import type { DroppedFile } from '../transfer/dropped-files.js'
import { duplicate, keep, kept, make, place, rename, trash } from './file-actions.js'
import { openFileRoot, type FileRoot } from './file-root.js'
import { picked, type Picked } from './picked.js'

export type EntryRow = Extract<TreeRow, { readonly kind: 'entry' }>

/** View state of a file tree: entries, selection and actions. */
export interface FileTreeState {
  readonly root: FileRoot
  readonly picked: Picked
  /** Path of the entry that is being renamed. */
  readonly renaming: Signal<string | null>
  /** Folder that the dragged entries would be dropped in. */
  readonly dropFolder: Signal<string | null>
  /** File that is shown next to the tree. */
  readonly shown: ReadonlySignal<string>
  readonly isCut: (path: string) => boolean
  readonly press: (row: EntryRow, event: MouseEvent) => void
  /** Opens or closes a folder, or shows a file. */
  readonly open: (row: EntryRow) => void
  readonly openMenu: (path: string, at: { readonly x: number; readonly y: number }) => void
  readonly startMaking: (type: 'dir' | 'file', parent: string) => void
  readonly finishMaking: (name: string | null) => void
  readonly finishRenaming: (name: string | null) => void
  readonly duplicate: (path: string) => void
  readonly keep: (op: 'move' | 'copy') => void
  readonly paste: (folder: string) => void
  readonly trash: () => void
  readonly drop: (paths: ReadonlyArray<string>, folder: string, op: 'move' | 'copy') => void
  /** Uploads files from the desktop into a folder. */
  readonly take: (files: Promise<ReadonlyArray<DroppedFile>>, folder: string) => void
  /** Selects the row whose name begins with `letters`. */
  readonly jumpTo: (letters: string) => void
  /** Parent folder for a new entry: the selected folder, or the folder of the selected file. */
  readonly folderHere: () => string
  readonly close: () => void
}

export interface FileTreeOptions {
  readonly root: string
  readonly shown: ReadonlySignal<string>
  readonly onShow: (path: string) => void
  /** Returns the focus to the tree after a field in it has closed. */
  readonly onFocus: () => void
  /** Menu of a row, or of the root without a row. */
  readonly menu: (tree: FileTreeState, row: EntryRow | undefined) => ReadonlyArray<MenuItem>
}

export function openFileTree({ root: id, shown, onShow, onFocus, menu }: FileTreeOptions): FileTreeState {
  const root = openFileRoot(id)
  const pick = picked()
  const renaming = signal<string | null>(null)
  const dropFolder = signal<string | null>(null)
  const cut = computed(() => (kept.value?.root === id && kept.value.op === 'move' ? new Set(kept.value.paths) : null))
  const entries = (): ReadonlyArray<EntryRow> => root.rows.peek().flatMap((row) => (row.kind === 'entry' ? [row] : []))
  const rowOf = (path: string | null): EntryRow | undefined => entries().find((row) => row.path === path)

  const show = (path: string): void => {
    root.reveal(path)
    pick.only(path)
    if (!isFieldFocused()) onFocus()
  }

  const open = ({ path, entry, isOpen }: EntryRow): void => {
    if (entry.type === 'dir') root.setOpen(path, !isOpen)
    else onShow(path)
  }

  const target: UploadTarget['address'] = (folder, onConflict) =>
    `${uploadAddress(id)}?${new URLSearchParams({ path: folder, onConflict }).toString()}`

  const tree: FileTreeState = {
    root,
    picked: pick,
    renaming,
    dropFolder,
    shown,
    isCut: (path) => cut.value?.has(path) ?? false,
    press: (row, event) => {
      if (event.ctrlKey || event.metaKey) pick.toggle(row.path)
      else if (event.shiftKey) pick.upTo(row.path, root.rows.peek())
      else {
        pick.only(row.path)
        open(row)
      }
    },
    open,
    openMenu: (path, at) => {
      if (!pick.has(path)) pick.only(path)
      openMenuAt(at, menu(tree, rowOf(path)), onFocus)
    },
    startMaking: (type, parent) => {
      if (parent !== '') root.setOpen(parent, true)
      root.making.value = { parent, type }
    },
    finishMaking: (name) => {
      const making = root.making.peek()
      root.making.value = null
      onFocus()
      if (!making || name === null) return
      void make(root, making.type, making.parent, name).then((path) => {
        if (path === null) return
        show(path)
        if (making.type === 'file') onShow(path)
      })
    },
    finishRenaming: (name) => {
      const path = renaming.peek()
      renaming.value = null
      onFocus()
      if (path === null || name === null) return
      void rename(root, path, name).then((to) => {
        if (to === null) return
        pick.only(to)
        if (shown.peek() === path) onShow(to)
      })
    },
    duplicate: (path) =>
      void duplicate(root, path).then((to) => {
        if (to !== null) show(to)
      }),
    keep: (op) => keep(root, op, pick.paths.peek()),
    paste: (folder) => {
      const what = kept.peek()
      if (what?.root !== id) return
      if (what.op === 'move') kept.value = null
      tree.drop(what.paths, folder, what.op)
    },
    trash: () => {
      const gone = topmost(pick.paths.peek())
      pick.clear()
      void trash(root, gone)
    },
    drop: (paths, folder, op) =>
      void place(root, op, paths, folder).then((placed) => {
        const [first] = placed
        if (first !== undefined) show(first)
      }),
    take: (files, folder) =>
      void files
        .then((taken) => upload(taken, { address: target, folder }))
        .then(async () => {
          if (folder !== '') root.setOpen(folder, true)
          await root.again(folder)
        }),
    jumpTo: (letters) => {
      const rows = root.rows.peek()
      const at = rows.findIndex((row) => row.kind === 'entry' && row.path === pick.cursor.peek())
      const found = rows[findByLetters(rows, at, letters)]
      if (found?.kind === 'entry') pick.only(found.path)
    },
    folderHere: () => {
      const row = rowOf(pick.cursor.peek())
      if (!row) return ''
      return row.entry.type === 'dir' ? row.path : parentOf(row.path)
    },
    close: root.close,
  }
  return tree
}
