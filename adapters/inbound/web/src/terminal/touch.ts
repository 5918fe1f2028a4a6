/** Finger movement per line. */
const LINE_PX = 16
/** Minimum length of a swipe to another session: a quarter of a phone's width. */
export const SWIPE_PX = 90
/** Width of the edges from which a swipe starts. Elsewhere a finger scrolls and selects. */
const EDGE_PX = 28

/** Swipe from an edge that has not ended. */
export interface Swipe {
  /** The left edge leads to the previous session, the right one to the next. */
  readonly step: 1 | -1
  /** Way of the finger from its edge. */
  readonly lengthPx: number
}

export interface SwipeListener {
  /** Called with each movement; `null` when the finger has left. */
  readonly onSwiping: (swipe: Swipe | null) => void
  /** Called when a swipe was long enough. */
  readonly onSwipe: (step: 1 | -1) => void
}

interface Options extends SwipeListener {
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

/** Touch gestures on a terminal: vertical movement scrolls, a swipe from an edge opens another session. */
export function followTouch(element: HTMLElement, { scroll, onSwiping, onSwipe }: Options): () => void {
  let from: Start | null = null

  const start = ({ touches }: TouchEvent): void => {
    const [touch] = touches
    if (!touch || touches.length !== 1) {
      cancel()
      return
    }
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
    if (!from || !touch) return
    event.preventDefault()
    event.stopPropagation()
    const swipe = swipeOf(from, touch)
    onSwiping(swipe)
    const isSideways = Math.abs(touch.clientX - from.x) > Math.abs(touch.clientY - from.y)
    const lines = swipe || isSideways ? 0 : Math.trunc((from.lineY - touch.clientY) / LINE_PX)
    if (lines === 0) return
    from.lineY -= lines * LINE_PX
    scroll(lines, touch)
  }

  const end = ({ changedTouches }: TouchEvent): void => {
    const [touch] = changedTouches
    const swipe = from && touch ? swipeOf(from, touch) : null
    cancel()
    if (swipe && swipe.lengthPx > SWIPE_PX) onSwipe(swipe.step)
  }

  const cancel = (): void => {
    from = null
    onSwiping(null)
  }

  element.addEventListener('touchstart', start, { passive: true, capture: true })
  element.addEventListener('touchmove', move, { passive: false, capture: true })
  element.addEventListener('touchend', end, { passive: true, capture: true })
  element.addEventListener('touchcancel', cancel, { passive: true, capture: true })
  return () => {
    element.removeEventListener('touchstart', start, { capture: true })
    element.removeEventListener('touchmove', move, { capture: true })
    element.removeEventListener('touchend', end, { capture: true })
    element.removeEventListener('touchcancel', cancel, { capture: true })
  }
}
