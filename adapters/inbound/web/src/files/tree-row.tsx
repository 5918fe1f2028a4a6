import { newSessionTexts } from '../app/texts/new-session-texts.js'
import { ChevronRight, Ellipsis, File, FileSymlink, Folder, FolderOpen } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { markOf, type TreeRow } from './tree-rows.js'
import type { FileMark } from './listing.js'
import { Icon } from '../ui/icon.js'
import { VisibleText } from '../ui/visible-text.js'
import type { FileTreeState } from './file-tree-state.js'
import { NameField } from './name-field.js'
import { makeDraggable } from './tree-dragging.js'

interface Props {
  readonly row: TreeRow
  readonly tree: FileTreeState
}

/** Indent per level, and the padding before the first level. */
const INDENT_PX = 14
const EDGE_PX = 6

const indent = (level: number): { readonly paddingLeft: string } => ({
  paddingLeft: `${EDGE_PX + (level - 1) * INDENT_PX}px`,
})

/** One row of the tree: an entry, a name field or a note. */
export function TreeLine({ row, tree }: Props): VNode {
  const m = messages.value
  switch (row.kind) {
    case 'entry':
      return <EntryLine row={row} tree={tree} />
    case 'new':
      return (
        <div class="tree-row touch-size cluster gap-6" style={indent(row.level)}>
          <span class="tree-chevron centre-items grid rigid" />
          <Icon of={row.type === 'dir' ? Folder : File} />
          <NameField tree={tree} parent={row.path} name="" onName={tree.finishMaking} />
        </div>
      )
    case 'note':
      return (
        <div class="tree-row touch-size cluster gap-6 note" style={indent(row.level)}>
          <span class="tree-chevron centre-items grid rigid" />
          {row.note === 'reading'
            ? m.reading
            : row.note === 'empty'
              ? m.emptyFolder
              : newSessionTexts.value.folderUnreadable}
        </div>
      )
  }
}

export const rowDomId = (path: string): string => `file ${path}`

function EntryLine({
  row,
  tree,
}: {
  readonly row: Extract<TreeRow, { kind: 'entry' }>
  readonly tree: FileTreeState
}): VNode {
  const m = messages.value
  const { path, level, entry, isOpen, place, siblings } = row
  const element = useRef<HTMLDivElement>(null)
  const mark = markOf(tree.root.marks.value, path)
  const isFolder = entry.type === 'dir'
  const isCut = tree.isCut(path)

  useEffect(
    () => (element.current ? makeDraggable(element.current, tree, path, isFolder) : undefined),
    [path, isFolder],
  )

  return (
    <div
      ref={element}
      id={rowDomId(path)}
      class={[
        'tree-row touch-size cluster gap-6',
        tree.picked.has(path) ? 'chosen' : '',
        tree.picked.cursor.value === path ? 'cursor' : '',
        tree.shown.value === path ? 'shown' : '',
        tree.dropFolder.value === path && isFolder ? 'drop-into' : '',
        entry.ignored || isCut ? 'dimmed' : '',
      ].join(' ')}
      style={indent(level)}
      role="treeitem"
      aria-level={level}
      aria-posinset={place}
      aria-setsize={siblings}
      aria-expanded={isFolder ? isOpen : undefined}
      aria-selected={tree.picked.has(path)}
      aria-label={mark && mark !== 'within' ? `${entry.name}, ${markWord(mark)}` : entry.name}
      onClick={(event) => tree.press(row, event)}
      onContextMenu={(event) => {
        event.preventDefault()
        tree.openMenu(path, { x: event.clientX, y: event.clientY })
      }}
    >
      <span class={`tree-chevron centre-items grid rigid ${isOpen ? 'open' : ''}`}>
        {isFolder && <Icon of={ChevronRight} size={14} />}
      </span>
      <Icon of={isFolder ? (isOpen ? FolderOpen : Folder) : entry.type === 'symlink' ? FileSymlink : File} />
      {tree.renaming.value === path ? (
        <NameField tree={tree} parent={null} name={entry.name} onName={tree.finishRenaming} />
      ) : (
        <span class={`tree-name fill clip ${mark ?? ''}`} data-tip={entry.name.length > 28 ? entry.name : undefined}>
          <VisibleText text={entry.name} />
        </span>
      )}
      {mark && <Mark mark={mark} />}
      <button
        type="button"
        class="icon-button tree-more"
        tabIndex={-1}
        aria-label={m.fileMenu(entry.name)}
        onClick={(event) => {
          event.stopPropagation()
          const { left, bottom } = event.currentTarget.getBoundingClientRect()
          tree.openMenu(path, { x: left, y: bottom })
        }}
      >
        <Icon of={Ellipsis} size={14} />
      </button>
    </div>
  )
}

function Mark({ mark }: { readonly mark: FileMark | 'within' }): VNode {
  if (mark === 'within') return <span class="tree-mark align-centre rigid within" aria-hidden="true" />
  const letter = { staged: 'A', modified: 'M', untracked: 'U' }[mark]
  return (
    <span class={`tree-mark align-centre rigid ${mark}`} data-tip={markWord(mark)} aria-hidden="true">
      {letter}
    </span>
  )
}

function markWord(mark: FileMark): string {
  const m = messages.value
  return { staged: m.markStaged, modified: m.markModified, untracked: m.markUntracked }[mark]
}
