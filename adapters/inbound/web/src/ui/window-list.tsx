import type { ComponentChildren, VNode } from 'preact'
import { useLayoutEffect, useState, type MutableRef } from 'preact/hooks'

interface Props {
  /** Scrolling element. Its height determines the number of drawn rows. */
  readonly scroller: MutableRef<HTMLElement | null>
  readonly count: number
  /** Height of each row in pixels. */
  readonly rowHeight: number
  readonly row: (index: number) => ComponentChildren
}

/** Number of rows drawn outside of the viewport, so that fast scrolling shows no gap. */
const OVERSCAN_ROWS = 12

/** Virtualized list of rows with a fixed height. */
export function WindowList({ scroller, count, rowHeight, row }: Props): VNode {
  const [seen, setSeen] = useState({ top: 0, height: 800 })

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = (): void => setSeen({ top: element.scrollTop, height: element.clientHeight })
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [])

  const first = Math.max(Math.floor(seen.top / rowHeight) - OVERSCAN_ROWS, 0)
  const last = Math.min(Math.ceil((seen.top + seen.height) / rowHeight) + OVERSCAN_ROWS, count)
  return (
    <div role="presentation" style={{ height: count * rowHeight, position: 'relative' }}>
      <div role="presentation" style={{ position: 'absolute', inset: `${first * rowHeight}px 0 auto` }}>
        {Array.from({ length: Math.max(last - first, 0) }, (_, at) => row(first + at))}
      </div>
    </div>
  )
}
