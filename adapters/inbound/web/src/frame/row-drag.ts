import { useRef, useState } from 'preact/hooks'
import { dragSession } from '../terminal/layout/dragged-session.js'
import type { Edge } from '../session/rail-groups.js'
import { groupOf, placeSession } from '../session/rail-order.js'

/** Row and its edge at which the dragged session would be put. */
interface Drop {
  readonly id: string
  readonly edge: Edge
}

const rowAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null

function dropAt(row: HTMLElement | null, clientY: number, dragged: string): Drop | null {
  const id = row?.dataset['row']
  const isOfGroup = groupOf(dragged)?.sessions.some((session) => session.id === id)
  if (!row || id === undefined || id === dragged || !isOfGroup) return null
  const { top, height } = row.getBoundingClientRect()
  return { id, edge: clientY < top + height / 2 ? 'top' : 'bottom' }
}

interface RowDrag {
  readonly drop: Drop | null
  /** Handlers of the list: rows are dragged by the mouse, also to a side of a terminal. */
  readonly list: {
    readonly onDragOver: (event: DragEvent) => void
    readonly onDragEnd: () => void
    readonly onDrop: (event: DragEvent) => void
  }
  readonly startDrag: (event: DragEvent, session: { readonly id: string; readonly name: string }) => void
  /** Handlers of the grip of a row, which is dragged by a finger. */
  readonly grip: (id: string) => {
    readonly onPointerDown: (event: PointerEvent) => void
    readonly onPointerMove: (event: PointerEvent) => void
    readonly onPointerUp: () => void
    readonly onPointerCancel: () => void
  }
}

/** Puts rows of a list of sessions into another order by dragging. */
export function useRowDrag(): RowDrag {
  const dragged = useRef<string | null>(null)
  const [drop, setDrop] = useState<Drop | null>(null)

  const end = (): void => {
    dragged.current = null
    setDrop(null)
  }
  const aim = (row: HTMLElement | null, clientY: number): Drop | null => {
    const next = dragged.current === null ? null : dropAt(row, clientY, dragged.current)
    setDrop((before) => (before?.id === next?.id && before?.edge === next?.edge ? before : next))
    return next
  }
  const place = (at: Drop | null): void => {
    if (dragged.current !== null && at) placeSession(dragged.current, at.id, at.edge)
    end()
  }

  return {
    drop,
    list: {
      onDragOver: (event) => {
        if (aim(rowAt(event.target), event.clientY)) event.preventDefault()
      },
      onDragEnd: end,
      onDrop: (event) => {
        if (dragged.current === null) return
        event.preventDefault()
        place(aim(rowAt(event.target), event.clientY))
      },
    },
    startDrag: (event, { id, name }) => {
      dragged.current = id
      dragSession(event, name)
    },
    grip: (id) => ({
      onPointerDown: (event) => {
        if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId)
        dragged.current = id
      },
      onPointerMove: ({ clientX, clientY }) => {
        if (dragged.current === null) return
        const row = rowAt(document.elementFromPoint(clientX, clientY))
        row?.scrollIntoView({ block: 'nearest' })
        aim(row, clientY)
      },
      onPointerUp: () => place(drop),
      onPointerCancel: end,
    }),
  }
}
