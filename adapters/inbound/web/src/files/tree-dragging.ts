import { combine } from '@atlaskit/pragmatic-drag-and-drop/utils/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter'
import { dropTargetForExternal } from '@atlaskit/pragmatic-drag-and-drop/adapter/drop-target-for-external'
import { containsFiles } from '@atlaskit/pragmatic-drag-and-drop/utils/contains-files'
import { canMoveInto, parentOf } from './file-paths.js'
import { droppedFiles } from '../transfer/dropped-files.js'
import type { FileTreeState } from './file-tree-state.js'

/** Hover time after which a closed folder opens. */
const OPEN_AFTER_MS = 700

/** Dragged paths from the data of the drag-and-drop library. */
const draggedPaths = (data: Readonly<Record<string | symbol, unknown>>, root: string): ReadonlyArray<string> =>
  data['files'] === root && Array.isArray(data['paths']) ? (data['paths'] as ReadonlyArray<string>) : []

/** Makes a row draggable and a drop target: a folder for itself, a file for its parent folder. */
export function makeDraggable(element: HTMLElement, tree: FileTreeState, path: string, isFolder: boolean): () => void {
  const letGo = draggable({
    element,
    canDrag: () => tree.renaming.peek() === null,
    getInitialData: () => ({
      files: tree.root.id,
      paths: tree.picked.has(path) ? tree.picked.paths.peek() : [path],
    }),
  })
  return combine(letGo, takeDrops(element, tree, isFolder ? path : parentOf(path), isFolder))
}

/** Makes an element a drop target for entries of the tree and for files from the desktop. */
export function takeDrops(element: HTMLElement, tree: FileTreeState, folder: string, opens = false): () => void {
  let opening: ReturnType<typeof setTimeout> | undefined
  const isInnermost = (targets: ReadonlyArray<{ readonly element: Element }>): boolean =>
    targets[0]?.element === element
  const enter = (): void => {
    clearTimeout(opening)
    if (opens) {
      opening = setTimeout(() => tree.root.setOpen(folder, true), OPEN_AFTER_MS)
    }
  }
  const leave = (): void => {
    clearTimeout(opening)
    if (tree.dropFolder.peek() === folder) tree.dropFolder.value = null
  }
  const over = (targets: ReadonlyArray<{ readonly element: Element }>): void => {
    if (isInnermost(targets)) tree.dropFolder.value = folder
  }
  const end = (): void => {
    clearTimeout(opening)
    tree.dropFolder.value = null
  }

  return combine(
    dropTargetForElements({
      element,
      canDrop: ({ source }) => canMoveInto(draggedPaths(source.data, tree.root.id), folder),
      onDragEnter: enter,
      onDragLeave: leave,
      onDrag: ({ location }) => over(location.current.dropTargets),
      onDrop: ({ source, location }) => {
        end()
        if (!isInnermost(location.current.dropTargets)) return
        const { altKey, ctrlKey } = location.current.input
        tree.drop(draggedPaths(source.data, tree.root.id), folder, altKey || ctrlKey ? 'copy' : 'move')
      },
    }),
    dropTargetForExternal({
      element,
      canDrop: containsFiles,
      onDragEnter: enter,
      onDragLeave: leave,
      onDrag: ({ location }) => over(location.current.dropTargets),
      onDrop: ({ source, location }) => {
        end()
        if (isInnermost(location.current.dropTargets)) tree.take(droppedFiles(source.items), folder)
      },
    }),
    () => clearTimeout(opening),
  )
}
