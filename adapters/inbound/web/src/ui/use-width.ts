import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'

/** Width of an element in px; infinite before it is measured. */
export function useWidth(element: RefObject<HTMLElement>): number {
  const [width, setWidth] = useState(Infinity)
  useLayoutEffect(() => {
    const box = element.current
    if (!box) return
    const look = (): void => setWidth(box.clientWidth)
    look()
    const observer = new ResizeObserver(look)
    observer.observe(box)
    return () => observer.disconnect()
  }, [])
  return width
}
