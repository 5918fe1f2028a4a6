/** Finger movement per line. */
const LINE_PX = 16
/** Minimum length of a swipe to the next session: a quarter of a phone's width. */
const SWIPE_PX = 90

interface Options {
  /** Scrolls by whole lines; positive is down. */
  readonly scroll: (lines: number, at: Touch) => void
  readonly onSwipe: (step: 1 | -1) => void
}

/** Touch gestures on a terminal: vertical movement scrolls, a horizontal swipe opens the next session. */
export function followTouch(element: HTMLElement, { scroll, onSwipe }: Options): () => void {
  let from: { x: number; y: number; lineY: number } | null = null

  const start = ({ touches }: TouchEvent): void => {
    const [touch] = touches
    from = touch && touches.length === 1 ? { x: touch.clientX, y: touch.clientY, lineY: touch.clientY } : null
  }

  const move = (event: TouchEvent): void => {
    const [touch] = event.touches
    if (!from || !touch) return
    event.preventDefault()
    event.stopPropagation()
    const isSideways = Math.abs(touch.clientX - from.x) > Math.abs(touch.clientY - from.y)
    const lines = isSideways ? 0 : Math.trunc((from.lineY - touch.clientY) / LINE_PX)
    if (lines === 0) return
    from.lineY -= lines * LINE_PX
    scroll(lines, touch)
  }

  const end = ({ changedTouches }: TouchEvent): void => {
    const [touch] = changedTouches
    if (from && touch) {
      const x = touch.clientX - from.x
      const y = touch.clientY - from.y
      if (Math.abs(x) > SWIPE_PX && Math.abs(x) > 2 * Math.abs(y)) onSwipe(x < 0 ? 1 : -1)
    }
    from = null
  }

  element.addEventListener('touchstart', start, { passive: true, capture: true })
  element.addEventListener('touchmove', move, { passive: false, capture: true })
  element.addEventListener('touchend', end, { passive: true, capture: true })
  return () => {
    element.removeEventListener('touchstart', start, { capture: true })
    element.removeEventListener('touchmove', move, { capture: true })
    element.removeEventListener('touchend', end, { capture: true })
  }
}
