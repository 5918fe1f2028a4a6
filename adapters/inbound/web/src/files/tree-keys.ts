import { parentOf } from './file-paths.js'
import { stepRow, type TreeRow } from './tree-rows.js'
import { chord } from '../app/platform/keys.js'
import { disarm, press } from '../app/armed.js'
import type { EntryRow, FileTreeState } from './file-tree-state.js'
import { rowDomId } from './tree-row.js'

/** Id of the two-step confirmation of the Delete key. */
export const TRASH_ID = 'trash'

/** Letters typed within this time form one prefix. */
const TYPING_MS = 700
let typed = ''
let typedAt = 0

/** Handles keys of a tree as file managers and editors do. */
export function treeKeys(event: KeyboardEvent, tree: FileTreeState): void {
  if (event.defaultPrevented || event.target instanceof HTMLInputElement) return
  const rows = tree.root.rows.peek()
  const at = rows.findIndex((row) => row.kind === 'entry' && row.path === tree.picked.cursor.peek())
  const here = rows[at]
  const row = here?.kind === 'entry' ? here : null
  if (!moves(event, tree, rows, at) && !(row ? acts(event, tree, row) : false) && !letters(event, tree)) return
  event.preventDefault()
  event.stopPropagation()
}

/** Navigation keys. Returns true when handled. */
function moves(event: KeyboardEvent, tree: FileTreeState, rows: ReadonlyArray<TreeRow>, at: number): boolean {
  const to = { ArrowDown: stepRow(rows, at, 1), ArrowUp: stepRow(rows, at, -1) }[event.key]
  const end = { Home: stepRow(rows, -1, 1), End: stepRow(rows, rows.length, -1) }[event.key]
  const next = rows[to ?? end ?? -1]
  if (next?.kind !== 'entry' || event.altKey || event.ctrlKey || event.metaKey) return false
  if (event.shiftKey) tree.picked.upTo(next.path, rows)
  else tree.picked.only(next.path)
  return true
}

/** Action keys for the row at the cursor or the selection. Returns true when handled. */
function acts(event: KeyboardEvent, tree: FileTreeState, row: EntryRow): boolean {
  const { path, entry, isOpen } = row
  const isFolder = entry.type === 'dir'
  switch (chord(event)) {
    case 'Enter':
      tree.open(row)
      return true
    case ' ':
      tree.picked.toggle(path)
      return true
    case 'ArrowRight':
      if (isFolder && !isOpen) tree.root.setOpen(path, true)
      return true
    case 'ArrowLeft':
      if (isFolder && isOpen) tree.root.setOpen(path, false)
      else if (parentOf(path) !== '') tree.picked.only(parentOf(path))
      return true
    case 'F2':
      tree.renaming.value = path
      return true
    case 'Delete':
    case 'Mod+Backspace':
      press(TRASH_ID, tree.trash)
      return true
    case 'Escape':
      disarm()
      tree.picked.clear()
      return true
    case 'Mod+c':
      tree.keep('copy')
      return true
    case 'Mod+x':
      tree.keep('move')
      return true
    case 'Mod+v':
      tree.paste(tree.folderHere())
      return true
    case 'ContextMenu': {
      const box = document.getElementById(rowDomId(path))?.getBoundingClientRect()
      tree.openMenu(path, { x: box?.left ?? 0, y: box?.bottom ?? 0 })
      return true
    }
    default:
      return false
  }
}

/** Type-ahead: selects the row whose name begins with the typed letters. Returns true when handled. */
function letters(event: KeyboardEvent, tree: FileTreeState): boolean {
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false
  typed = event.timeStamp - typedAt < TYPING_MS ? typed + event.key : event.key
  typedAt = event.timeStamp
  tree.jumpTo(typed)
  return true
}
