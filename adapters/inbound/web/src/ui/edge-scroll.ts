const EDGE_PX = 40
/** Maximum scroll distance per frame, at the very edge. */
const STEP_PX = 12

/** Scrolls each scrollable element at a point of the window when the point is near one of its edges. */
export function scrollAtEdges(x: number, y: number): void {
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
