import {
  ClipboardCopy,
  ClipboardPaste,
  Copy,
  CopyPlus,
  Download,
  FilePlus,
  FolderPlus,
  Pencil,
  Scissors,
  Trash2,
  Upload,
} from 'lucide-preact'
import { messages } from '../app/texts/messages.js'
import { parentOf } from './file-paths.js'
import { copyText } from '../app/clipboard.js'
import type { MenuItem } from '../ui/menu.js'
import { download } from '../app/download.js'
import { kept } from './file-actions.js'
import type { EntryRow, FileTreeState } from './file-tree-state.js'
import { chooseFiles } from '../transfer/choose-files.js'

/** Menu of the selected files; without a row, of the root. */
export function fileMenu(tree: FileTreeState, row: EntryRow | undefined): ReadonlyArray<MenuItem> {
  const folder = !row ? '' : row.entry.type === 'dir' ? row.path : parentOf(row.path)
  return row ? [...makingItems(tree, folder), ...entryItems(tree, row, folder)] : makingItems(tree, folder)
}

function makingItems(tree: FileTreeState, folder: string): ReadonlyArray<MenuItem> {
  const m = messages.value
  return [
    {
      label: m.newFile,
      icon: FilePlus,
      run: () => tree.startMaking('file', folder),
    },
    {
      label: m.newFolder,
      icon: FolderPlus,
      run: () => tree.startMaking('dir', folder),
    },
    {
      label: m.uploadHere,
      icon: Upload,
      run: () => chooseFiles((files) => tree.take(Promise.resolve(files), folder)),
    },
    ...(kept.value?.root === tree.root.id
      ? [
          {
            label: m.pasteFiles,
            icon: ClipboardPaste,
            shortcut: 'Ctrl V',
            run: () => {
              tree.paste(folder)
            },
          },
        ]
      : []),
  ]
}

function entryItems(tree: FileTreeState, { path, entry }: EntryRow, folder: string): ReadonlyArray<MenuItem> {
  const m = messages.value
  const isOne = tree.picked.paths.value.length === 1
  const one: ReadonlyArray<MenuItem> = [
    {
      label: m.rename,
      icon: Pencil,
      shortcut: 'F2',
      run: () => (tree.renaming.value = path),
    },
    {
      label: m.duplicate,
      icon: CopyPlus,
      run: () => tree.duplicate(path),
    },
  ]
  return [
    ...(isOne ? one : []),
    {
      label: m.cutFiles,
      icon: Scissors,
      shortcut: 'Ctrl X',
      run: () => tree.keep('move'),
    },
    {
      label: m.copyFiles,
      icon: Copy,
      shortcut: 'Ctrl C',
      run: () => tree.keep('copy'),
    },
    ...(isOne && entry.type === 'file'
      ? [{ label: m.download, icon: Download, run: () => void download(tree.root.id, path) }]
      : []),
    { label: m.copyPath, icon: ClipboardCopy, run: () => void copyText(path === '' ? folder : path) },
    { label: m.toTrash, icon: Trash2, shortcut: 'Del', question: m.reallyTrash, run: tree.trash },
  ]
}
