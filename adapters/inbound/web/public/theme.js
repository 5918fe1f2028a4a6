/* Before the first paint: the colours chosen on this device, or the system's. Kept true by src/state/preferences.ts. */
;(() => {
  const kept = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  const matches = (query) => window.matchMedia(query).matches
  const theme = kept('penates_theme')
  const contrast = kept('penates_contrast')
  const root = document.documentElement
  root.dataset.theme =
    theme === 'light' || theme === 'dark' ? theme : matches('(prefers-color-scheme: light)') ? 'light' : 'dark'
  root.dataset.contrast =
    contrast === 'more' || (contrast !== 'normal' && matches('(prefers-contrast: more)')) ? 'more' : 'normal'
})()
