import type { ComponentChildren, VNode } from 'preact'
import { useLayoutEffect, useState, type MutableRef } from 'preact/hooks'

interface Props {
  /** What scrolls; its height decides how many lines are drawn. */
  readonly scroller: MutableRef<HTMLElement | null>
  readonly count: number
  /** Pixels; the same for all. */
  readonly rowHeight: number
  readonly row: (index: number) => ComponentChildren
}

/** Lines beyond what is seen, so that a fast wheel shows no gap. */
const SPARE = 12

/** A long list of which only what is in sight is drawn. */
export function WindowList({ scroller, count, rowHeight, row }: Props): VNode {
  const [seen, setSeen] = useState({ top: 0, height: 800 })

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = (): void => {
      setSeen({ top: element.scrollTop, height: element.clientHeight })
    }
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [])

  const first = Math.max(Math.floor(seen.top / rowHeight) - SPARE, 0)
  const last = Math.min(Math.ceil((seen.top + seen.height) / rowHeight) + SPARE, count)
  return (
    <div role="presentation" style={{ height: count * rowHeight, position: 'relative' }}>
      <div role="presentation" style={{ position: 'absolute', inset: `${first * rowHeight}px 0 auto` }}>
        {Array.from({ length: Math.max(last - first, 0) }, (_, at) => row(first + at))}
      </div>
    </div>
  )
}
