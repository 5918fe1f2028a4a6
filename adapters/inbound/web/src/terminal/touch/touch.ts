/** Finger movement per line. */
const LINE_PX = 16
/** Minimum length of a swipe to another session: a quarter of a phone's width. */
export const SWIPE_PX = 90
/** Width of the edges from which a swipe starts. Elsewhere a finger scrolls and selects. */
const EDGE_PX = 28
/** Time of a long press, and the movement that it allows. */
const HOLD_MS = 400
const STILL_PX = 10

/** Swipe from an edge that has not ended. */
export interface Swipe {
  /** The left edge leads to the previous session, the right one to the next. */
  readonly step: 1 | -1
  /** Way of the finger from its edge. */
  readonly lengthPx: number
}

export interface TouchListener {
  /** Called when a finger rests on the terminal. */
  readonly onHold: (at: Touch) => void
  /** Called with each movement; `null` when the finger has left. */
  readonly onSwiping: (swipe: Swipe | null) => void
  /** Called when a swipe was long enough. */
  readonly onSwipe: (step: 1 | -1) => void
}

interface Options extends TouchListener {
  /** Scrolls by whole lines; positive is down. */
  readonly scroll: (lines: number, at: Touch) => void
}

interface Start {
  readonly x: number
  readonly y: number
  /** Step of a swipe from here; `null` away from the edges. */
  readonly step: 1 | -1 | null
  lineY: number
}

/**
 * Touch gestures on a terminal: vertical movement scrolls, a swipe from an edge opens another session, a long press
 * selects.
 */
export function followTouch(element: HTMLElement, { scroll, onSwiping, onSwipe, onHold }: Options): () => void {
  let from: Start | null = null
  let holding: ReturnType<typeof setTimeout> | undefined
  let isHeld = false

  const start = ({ touches }: TouchEvent): void => {
    const [touch] = touches
    cancel()
    if (!touch || touches.length !== 1) return
    holding = setTimeout(() => {
      cancel()
      isHeld = true
      onHold(touch)
    }, HOLD_MS)
    const { clientX: x, clientY: y } = touch
    const { left, right } = element.getBoundingClientRect()
    from = { x, y, lineY: y, step: x - left < EDGE_PX ? -1 : right - x < EDGE_PX ? 1 : null }
  }

  const swipeOf = ({ x, y, step }: Start, touch: Touch): Swipe | null => {
    if (step === null) return null
    const lengthPx = (x - touch.clientX) * step
    return lengthPx > 2 * Math.abs(touch.clientY - y) ? { step, lengthPx } : null
  }

  const move = (event: TouchEvent): void => {
    const [touch] = event.touches
    if (!touch || (!from && !isHeld)) return
    event.preventDefault()
    event.stopPropagation()
    if (!from) return
    if (Math.hypot(touch.clientX - from.x, touch.clientY - from.y) > STILL_PX) clearTimeout(holding)
    const swipe = swipeOf(from, touch)
    onSwiping(swipe)
    const isSideways = Math.abs(touch.clientX - from.x) > Math.abs(touch.clientY - from.y)
    const lines = swipe || isSideways ? 0 : Math.trunc((from.lineY - touch.clientY) / LINE_PX)
    if (lines === 0) return
    from.lineY -= lines * LINE_PX
    scroll(lines, touch)
  }

  const end = (event: TouchEvent): void => {
    const [touch] = event.changedTouches
    // The click that would follow ends a selection.
    if (isHeld) event.preventDefault()
    const swipe = from && touch ? swipeOf(from, touch) : null
    cancel()
    if (swipe && swipe.lengthPx > SWIPE_PX) onSwipe(swipe.step)
  }

  const cancel = (): void => {
    clearTimeout(holding)
    isHeld = false
    from = null
    onSwiping(null)
  }

  element.addEventListener('touchstart', start, { passive: true, capture: true })
  element.addEventListener('touchmove', move, { passive: false, capture: true })
  element.addEventListener('touchend', end, { passive: false, capture: true })
  element.addEventListener('touchcancel', cancel, { passive: true, capture: true })
  return () => {
    clearTimeout(holding)
    element.removeEventListener('touchstart', start, { capture: true })
    element.removeEventListener('touchmove', move, { capture: true })
    element.removeEventListener('touchend', end, { capture: true })
    element.removeEventListener('touchcancel', cancel, { capture: true })
  }
}
