/** Callbacks of a touch drag. Points are window coordinates. */
export interface TouchDrag {
  readonly start: () => void
  readonly over: (x: number, y: number) => void
  readonly drop: (x: number, y: number) => void
  readonly cancel: () => void
}

/** Long-press time. A scroll gesture moves before it, and the browser's context menu opens at 500 ms. */
const HOLD_MS = 350
/** Movement in pixels that still counts as a long press. */
const STILL_PX = 10

/**
 * Makes an element draggable by long press. Native touch drags exist only in some browsers and fail with scroll
 * snapping. Returns an unregister function.
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
  /** Called also while the finger rests: scrolling at an edge moves the content below it. */
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
    // Prevents a click on the element below.
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
  // Not passive, because `onMove` must be able to prevent scrolling.
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

/** Copy of the element that follows the finger. */
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

const EDGE_PX = 40
/** Maximum scroll distance per frame, at the very edge. */
const STEP_PX = 12

/** Scrolls each scrollable element at a point of the window when the point is near one of its edges. */
function scrollAtEdges(x: number, y: number): void {
  for (let element = document.elementFromPoint(x, y); element; element = element.parentElement) {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const { overflowX, overflowY } = getComputedStyle(element)
    if (canScroll(overflowY)) element.scrollTop += stepAt(y - top, bottom - y)
    if (canScroll(overflowX)) element.scrollLeft += stepAt(x - left, right - x)
  }
}

const canScroll = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll'

const stepAt = (before: number, after: number): number => {
  const nearest = Math.min(before, after)
  if (nearest >= EDGE_PX || nearest < 0) return 0
  const step = Math.ceil((1 - nearest / EDGE_PX) * STEP_PX)
  return before < after ? -step : step
}
