import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter'
import { attachClosestEdge, extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import type { Edge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/types'
import { signal, type ReadonlySignal } from '@preact/signals'
import { useEffect, type MutableRef } from 'preact/hooks'
import { dragByTouch, type TouchDrag } from './touch-drag.js'

/** Drop position: above or below that row. */
export interface DropMark {
  readonly id: string
  readonly edge: Edge
}

/** Drag-and-drop group of rows that can be reordered. */
export interface SortableGroup {
  readonly mark: ReadonlySignal<DropMark | null>
  readonly dragged: ReadonlySignal<string | null>
  /** Registers a row. Returns an unregister function. */
  readonly row: (options: SortableRow) => () => void
  /** Registers a drop target for the area around rows. Returns an unregister function. */
  readonly zone: (options: SortableZone) => () => void
}

export interface SortableZone {
  readonly element: HTMLElement
  readonly id: string
  readonly drop: (dragged: string) => void
}

export interface SortableRow {
  readonly element: HTMLElement
  /** Drag handle; the whole row by default. */
  readonly handle?: HTMLElement
  readonly id: string
  readonly drop: (dragged: string, edge: 'top' | 'bottom') => void
}

export function sortableGroup(name: string): SortableGroup {
  const mark = signal<DropMark | null>(null)
  const dragged = signal<string | null>(null)
  const rows = new Map<Element, SortableRow>()
  const zones = new Map<Element, SortableZone>()
  const isOurs = (data: Readonly<Record<string | symbol, unknown>>): boolean => data['group'] === name

  function row({ element, handle, id, drop }: SortableRow): () => void {
    const letGo = draggable({
      element,
      ...(handle ? { dragHandle: handle } : {}),
      getInitialData: () => ({ group: name, id }),
      onDragStart: () => (dragged.value = id),
      onDrop: () => {
        dragged.value = null
        mark.value = null
      },
    })
    const stopTaking = dropTargetForElements({
      element,
      canDrop: ({ source }) => isOurs(source.data) && source.data['id'] !== id,
      getIsSticky: () => true,
      getData: ({ input }) => attachClosestEdge({ id }, { element, input, allowedEdges: ['top', 'bottom'] }),
      onDrag: ({ self }) => {
        const edge = extractClosestEdge(self.data)
        if (edge && (mark.peek()?.id !== id || mark.peek()?.edge !== edge)) mark.value = { id, edge }
      },
      onDragLeave: () => {
        if (mark.peek()?.id === id) mark.value = null
      },
      onDrop: ({ self, source }) => {
        const edge = extractClosestEdge(self.data)
        mark.value = null
        drop(String(source.data['id']), edge === 'top' ? 'top' : 'bottom')
      },
    })
    const stopTouch = dragByTouch(element, handle ?? element, touchDragOf(id))
    rows.set(element, { element, id, drop })
    return () => {
      letGo()
      stopTaking()
      stopTouch()
      rows.delete(element)
    }
  }

  /** Touch drag of a row, by pointer position. */
  function touchDragOf(id: string): TouchDrag {
    const end = (): void => {
      dragged.value = null
      mark.value = null
    }
    return {
      start: () => (dragged.value = id),
      over: (x, y) => {
        const target = targetAt(x, y, id)
        const next = target && { id: target.id, edge: target.edge }
        if (next?.id !== mark.peek()?.id || next?.edge !== mark.peek()?.edge) mark.value = next
      },
      drop: (x, y) => {
        const target = targetAt(x, y, id)
        end()
        target?.drop()
      },
      cancel: end,
    }
  }

  /** Row at a point of the window, else the zone. */
  function targetAt(x: number, y: number, draggedId: string): (DropMark & { readonly drop: () => void }) | null {
    for (let at = document.elementFromPoint(x, y); at; at = at.parentElement) {
      const over = rows.get(at)
      if (over && over.id !== draggedId) {
        const { top, height } = at.getBoundingClientRect()
        const edge = y < top + height / 2 ? 'top' : 'bottom'
        const drop = (): void => over.drop(draggedId, edge)
        return { id: over.id, edge, drop }
      }
      const within = zones.get(at)
      if (within) {
        const drop = (): void => within.drop(draggedId)
        return { id: within.id, edge: 'bottom', drop }
      }
    }
    return null
  }

  function zone({ element, id, drop }: SortableZone): () => void {
    zones.set(element, { element, id, drop })
    const stopTaking = dropTargetForElements({
      element,
      canDrop: ({ source }) => isOurs(source.data),
      onDragEnter: () => (mark.value ??= { id, edge: 'bottom' }),
      onDragLeave: () => {
        if (mark.peek()?.id === id) mark.value = null
      },
      onDrop: ({ self, source, location }) => {
        // A row in the zone handles this drop.
        if (location.current.dropTargets[0]?.element !== self.element) return
        mark.value = null
        drop(String(source.data['id']))
      },
    })
    return () => {
      stopTaking()
      zones.delete(element)
    }
  }

  return { mark, dragged, row, zone }
}

/** Registers the referenced element as a row while it is mounted. */
export function useSortableRow(
  group: SortableGroup,
  element: MutableRef<HTMLElement | null>,
  handle: MutableRef<HTMLElement | null>,
  id: string,
  drop: SortableRow['drop'],
): void {
  useEffect(() => {
    if (!element.current) return
    return group.row({
      element: element.current,
      ...(handle.current ? { handle: handle.current } : {}),
      id,
      drop,
    })
  }, [id, drop])
}

/** CSS classes for the state of a row during a drag. */
export function sortableClass({ mark, dragged }: SortableGroup, id: string): string {
  const marked = mark.value?.id === id ? `drop-${mark.value.edge}` : ''
  return `${marked} ${dragged.value === id ? 'dragged' : ''}`
}
