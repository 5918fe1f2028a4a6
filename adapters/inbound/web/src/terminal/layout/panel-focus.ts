/** Focuses the panel beside the terminal. Returns false when there is none. */
export function focusPanel(): boolean {
  const body = document.querySelector<HTMLElement>('.side-panel .panel-body')
  const target = body?.querySelector<HTMLElement>('[data-scroller]') ?? body
  target?.focus({ preventScroll: true })
  return target !== null
}
