import { wheelNotch } from './terminal-input.js'

/** Finger movement per wheel notch: about one and a half lines. */
const NOTCH_PX = 24
/** Minimum length of a swipe to the next session: a quarter of a phone's width. */
const SWIPE_PX = 90

interface Options {
  readonly type: (text: string) => void
  readonly onSwipe: (step: 1 | -1) => void
}

/** Touch gestures on a terminal: vertical movement scrolls like a wheel, a horizontal swipe opens the next session. */
export function followTouch(element: HTMLElement, { type, onSwipe }: Options): () => void {
  let from: { x: number; y: number; notchY: number } | null = null

  const start = ({ touches }: TouchEvent): void => {
    const [touch] = touches
    from = touch && touches.length === 1 ? { x: touch.clientX, y: touch.clientY, notchY: touch.clientY } : null
  }

  const move = (event: TouchEvent): void => {
    const [touch] = event.touches
    if (!from || !touch) return
    event.preventDefault()
    event.stopPropagation()
    const isSideways = Math.abs(touch.clientX - from.x) > Math.abs(touch.clientY - from.y)
    while (!isSideways && Math.abs(touch.clientY - from.notchY) >= NOTCH_PX) {
      const down = touch.clientY > from.notchY
      from.notchY += down ? NOTCH_PX : -NOTCH_PX
      type(wheelNotch(down))
    }
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
