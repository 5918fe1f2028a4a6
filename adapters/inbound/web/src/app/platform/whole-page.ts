/** Limits the page to the height above the on-screen keyboard, so that the keyboard never covers the prompt. */
export function followViewport(): void {
  const { visualViewport } = window
  if (!visualViewport) return
  const fit = (): void => {
    // While zoomed in, the visual viewport does not reflect the keyboard.
    if (visualViewport.scale > 1.01) return
    document.documentElement.style.setProperty('--app-height', `${visualViewport.height}px`)
    window.scrollTo(0, 0)
  }
  visualViewport.addEventListener('resize', fit)
  visualViewport.addEventListener('scroll', fit)
}

/** Cancels drops outside of a drop target, which would make the browser open the file in place of the page. */
export function refuseStrayDrops(): void {
  const refuse = (event: DragEvent): void => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'none'
  }
  window.addEventListener('dragover', refuse)
  window.addEventListener('drop', refuse)
}
