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
