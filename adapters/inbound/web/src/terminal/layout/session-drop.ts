import { useState } from 'preact/hooks'
import type { Side } from '../../app/routing/layout.js'
import { droppedSession, hasSession } from './dragged-session.js'

/** Part of an element at each of its edges that stands for a side of it; the rest is its centre. */
const EDGE = 1 / 4

function sideAt({ currentTarget, clientX, clientY }: Dragged): Side {
  const { left, top, width, height } = currentTarget.getBoundingClientRect()
  const x = (clientX - left) / width
  const y = (clientY - top) / height
  const nearest = Math.min(x, 1 - x, y, 1 - y)
  if (nearest > EDGE) return 'center'
  if (nearest === x) return 'left'
  if (nearest === 1 - x) return 'right'
  return nearest === y ? 'top' : 'bottom'
}

type Dragged = DragEvent & { readonly currentTarget: HTMLElement }

interface SessionDrop {
  /** Side that a session is dragged over; `null` without one. */
  readonly side: Side | null
  readonly handlers: {
    readonly onDragOver: (event: Dragged) => void
    readonly onDragLeave: (event: Dragged) => void
    readonly onDrop: (event: Dragged) => void
  }
}

/** Makes an element a target of sessions that are dragged from the rail. */
export function useSessionDrop(take: (session: string, side: Side) => void): SessionDrop {
  const [side, setSide] = useState<Side | null>(null)
  return {
    side,
    handlers: {
      onDragOver: (event) => {
        if (!hasSession(event)) return
        event.preventDefault()
        setSide(sideAt(event))
      },
      onDragLeave: ({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setSide(null)
      },
      onDrop: (event) => {
        setSide(null)
        const session = droppedSession(event)
        if (session === '') return
        event.preventDefault()
        take(session, sideAt(event))
      },
    },
  }
}
