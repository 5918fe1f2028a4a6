/* Applies this device's theme before the first paint. src/state/appearance.ts applies later changes. */
;(() => {
  const mount = new URL('.', document.baseURI).pathname.slice(0, -1)
  const kept = (key) => {
    try {
      return localStorage.getItem(mount === '' ? key : `${mount} ${key}`)
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
