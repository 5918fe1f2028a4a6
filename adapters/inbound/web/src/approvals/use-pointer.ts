import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** Time after which a finger that was lifted, and a mouse that rests, are about to press nothing. */
const LIFTED_MS = 1_500
const STILL_MS = 10_000

/** Height in the window at which a pointer presses the box or is about to; `null` without one. */
export function usePointer(box: RefObject<HTMLElement>): RefObject<number> {
  const height = useRef<number>(null)
  useEffect(() => {
    const { current } = box
    if (current === null) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const over = (ms: number): void => {
      timer = setTimeout(() => (height.current = null), ms)
    }
    const onMove = ({ clientY, pointerType, buttons }: PointerEvent): void => {
      clearTimeout(timer)
      height.current = clientY
      if (pointerType === 'mouse' && buttons === 0) over(STILL_MS)
    }
    const onLeave = ({ pointerType }: PointerEvent): void => {
      clearTimeout(timer)
      over(pointerType === 'mouse' ? 0 : LIFTED_MS)
    }
    const moves = ['pointerdown', 'pointermove', 'pointerup'] as const
    const leaves = ['pointerleave', 'pointercancel'] as const
    for (const type of moves) current.addEventListener(type, onMove)
    for (const type of leaves) current.addEventListener(type, onLeave)
    return () => {
      clearTimeout(timer)
      for (const type of moves) current.removeEventListener(type, onMove)
      for (const type of leaves) current.removeEventListener(type, onLeave)
    }
  }, [])
  return height
}
