import { scrollAtEdges } from './edge-scroll.js'

/** What happens while a finger drags something. Points are in the window. */
export interface TouchDrag {
  readonly start: () => void
  readonly over: (x: number, y: number) => void
  readonly drop: (x: number, y: number) => void
  readonly cancel: () => void
}

/** A finger that wants to scroll has moved by then, and the browser's own menu comes after 500 ms. */
const HOLD_MS = 350
/** A finger that rests still trembles. */
const STILL_PX = 10

/**
 * Lets a finger take an element along after it has rested on it. The browser's own drags begin with a finger in some
 * browsers only, and never where scrolling snaps; ours replaces them for touch. The answer ends it.
 */
export function dragByTouch(element: HTMLElement, handle: HTMLElement, drag: TouchDrag): () => void {
  let from = { x: 0, y: 0 }
  let at = from
  let holding: ReturnType<typeof setTimeout> | undefined
  let ghost: HTMLElement | null = null
  let frame = 0

  const begin = (): void => {
    holding = undefined
    ghost = ghostOf(element)
    drag.start()
    follow()
  }
  /** Also while the finger rests: what it is over moves away below it at an edge. */
  const follow = (): void => {
    if (!ghost) return
    ghost.style.translate = `${at.x - from.x}px ${at.y - from.y}px`
    scrollAtEdges(at.x, at.y)
    drag.over(at.x, at.y)
    frame = requestAnimationFrame(follow)
  }
  const stop = (): boolean => {
    clearTimeout(holding)
    cancelAnimationFrame(frame)
    holding = undefined
    element.draggable = true
    const wasDragged = ghost !== null
    ghost?.remove()
    ghost = null
    return wasDragged
  }

  const onStart = ({ touches }: TouchEvent): void => {
    const [touch] = touches
    if (stop()) drag.cancel()
    if (!touch || touches.length > 1) return
    from = at = { x: touch.clientX, y: touch.clientY }
    element.draggable = false
    holding = setTimeout(begin, HOLD_MS)
  }
  const onMove = (event: TouchEvent): void => {
    const [touch] = event.touches
    if (!touch) return
    at = { x: touch.clientX, y: touch.clientY }
    if (ghost) event.preventDefault()
    else if (Math.hypot(at.x - from.x, at.y - from.y) > STILL_PX) stop()
  }
  const onEnd = (event: TouchEvent): void => {
    if (!stop()) return
    // No click on what lies below.
    event.preventDefault()
    drag.drop(at.x, at.y)
  }
  const onCancel = (): void => {
    if (stop()) drag.cancel()
  }
  const onMenu = (event: Event): void => {
    if (holding !== undefined || ghost) event.preventDefault()
  }

  handle.addEventListener('touchstart', onStart, { passive: true })
  // Scrolling waits for it, so that it can be told not to.
  handle.addEventListener('touchmove', onMove, { passive: false })
  handle.addEventListener('touchend', onEnd)
  handle.addEventListener('touchcancel', onCancel)
  handle.addEventListener('contextmenu', onMenu)
  return () => {
    onCancel()
    handle.removeEventListener('touchstart', onStart)
    handle.removeEventListener('touchmove', onMove)
    handle.removeEventListener('touchend', onEnd)
    handle.removeEventListener('touchcancel', onCancel)
    handle.removeEventListener('contextmenu', onMenu)
  }
}

/** A picture of the element that goes with the finger. */
function ghostOf(element: HTMLElement): HTMLElement {
  const { left, top, width, height } = element.getBoundingClientRect()
  const ghost = document.createElement('div')
  ghost.className = 'touch-ghost'
  ghost.setAttribute('aria-hidden', 'true')
  Object.assign(ghost.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` })
  ghost.append(element.cloneNode(true))
  document.body.append(ghost)
  return ghost
}
