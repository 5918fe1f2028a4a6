/** Events by which a person scrolls or chooses another place. */
const INPUTS = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const

/**
 * Scrolls an element into view, and again whenever a part of its page is drawn or changes its height, until the person uses the
 * page. Returns a function that ends it.
 */
export function holdInView(element: HTMLElement, block: 'start' | 'center'): () => void {
  const scroller = element.closest('.scroller')
  if (!scroller) return () => undefined
  const show = (): void => element.scrollIntoView({ block })
  const sizes = new ResizeObserver(show)
  const parts = new MutationObserver(() => {
    for (const part of scroller.children) sizes.observe(part)
    show()
  })
  const end = (): void => {
    sizes.disconnect()
    parts.disconnect()
    for (const input of INPUTS) window.removeEventListener(input, end, true)
  }
  for (const part of scroller.children) sizes.observe(part)
  parts.observe(scroller, { childList: true })
  for (const input of INPUTS) window.addEventListener(input, end, { capture: true, passive: true })
  show()
  return end
}
