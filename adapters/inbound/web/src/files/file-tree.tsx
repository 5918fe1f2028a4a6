import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { isTouch } from '../app/appearance.js'
import { WindowList } from '../ui/window-list.js'
import type { FileTreeState } from './file-tree-state.js'
import { takeDrops } from './tree-dragging.js'
import { treeKeys } from './tree-keys.js'
import { rowDomId, TreeLine } from './tree-row.js'

interface Props {
  readonly tree: FileTreeState
  readonly label: string
}

/** Row heights. The style sheet contains the same values. */
const ROW_PX = 26
const TOUCH_ROW_PX = 40

/** Files of a root as a tree with lazily loaded folders. */
export function FileTree({ tree, label }: Props): VNode {
  const box = useRef<HTMLDivElement>(null)
  const rows = tree.root.rows.value
  const rowHeight = isTouch.value ? TOUCH_ROW_PX : ROW_PX
  const cursor = tree.picked.cursor.value
  const at = rows.findIndex((row) => row.kind === 'entry' && row.path === cursor)

  useEffect(() => (box.current ? takeDrops(box.current, tree, '') : undefined), [tree])

  // Scrolls the row with the cursor into view. It may not be drawn yet.
  useEffect(() => {
    const element = box.current
    if (!element || at < 0) return
    const top = at * rowHeight
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeight - element.clientHeight
  }, [at, rowHeight])

  return (
    <div
      ref={box}
      class={`file-tree spring scroll ${tree.dropFolder.value === '' ? 'drop-into' : ''}`}
      role="tree"
      tabIndex={0}
      aria-label={messages.value.filesOf(label)}
      aria-multiselectable="true"
      aria-activedescendant={cursor !== null && at >= 0 ? rowDomId(cursor) : undefined}
      onKeyDown={(event) => treeKeys(event, tree)}
      onFocus={() => {
        const [first] = rows
        if (tree.picked.cursor.peek() === null && first?.kind === 'entry') tree.picked.only(first.path)
      }}
      onContextMenu={(event) => {
        if (event.defaultPrevented) return
        event.preventDefault()
        tree.openMenu('', { x: event.clientX, y: event.clientY })
      }}
    >
      <WindowList
        scroller={box}
        count={rows.length}
        rowHeight={rowHeight}
        row={(index) => {
          const row = rows[index]
          return row && <TreeLine key={`${row.kind} ${row.path}`} row={row} tree={tree} />
        }}
      />
    </div>
  )
}
