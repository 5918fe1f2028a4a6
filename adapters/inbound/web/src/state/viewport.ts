/** Keeps the page as high as what the on-screen keyboard leaves of the window, so that it never covers the prompt. */
export function followViewport(): void {
  const { visualViewport } = window
  if (!visualViewport) return
  const fit = (): void => {
    // Zoomed in, the visible part says nothing about the keyboard.
    if (visualViewport.scale > 1.01) return
    document.documentElement.style.setProperty('--app-height', `${visualViewport.height}px`)
    window.scrollTo(0, 0)
  }
  visualViewport.addEventListener('resize', fit)
  visualViewport.addEventListener('scroll', fit)
}
