/** Element in which xterm.js shows its rows to screen readers. */
const ROWS = '.xterm-accessibility-tree'

/**
 * Withholds from xterm.js selections of its rows for screen readers that contain no text: 6.0.0 throws "invalid range" for them. Returns a
 * function that ends this.
 */
export function withholdEmptySelections(element: HTMLElement): () => void {
  const withhold = (event: Event): void => {
    const rows = element.querySelector(ROWS)
    const selection = document.getSelection()
    if (rows && selection && !selection.isCollapsed && isEmptyIn(rows, selection.getRangeAt(0)))
      event.stopImmediatePropagation()
  }
  document.addEventListener('selectionchange', withhold, { capture: true })
  return () => document.removeEventListener('selectionchange', withhold, { capture: true })
}

/** True for a range whose part in an element has no text. */
function isEmptyIn(element: Element, range: Range): boolean {
  if (!range.intersectsNode(element)) return false
  const part = range.cloneRange()
  if (!element.contains(part.startContainer)) part.setStartBefore(element)
  if (!element.contains(part.endContainer)) part.setEndAfter(element)
  return part.toString() === ''
}
