import { computed, effect, signal, type ReadonlySignal } from '@preact/signals'
import { contrast, theme } from './platform/preferences.js'

/** A media query as a signal. */
function media(query: string): ReadonlySignal<boolean> {
  const list = window.matchMedia(query)
  const matches = signal(list.matches)
  list.addEventListener('change', () => {
    matches.value = list.matches
  })
  return matches
}

const systemLight = media('(prefers-color-scheme: light)')
const systemContrast = media('(prefers-contrast: more)')

/** Phones and narrow windows. They have a bottom bar instead of the rail. */
export const isNarrow = media('(max-width: 719px)')

/** Too narrow for two columns: only the most recently opened one is shown. */
export const isTight = media('(max-width: 1099px)')

/** Small phones, phones with an on-screen keyboard, and desktops at 400 %: bars leave the screen where they can. */
export const isLow = media('(max-height: 500px)')

/** Touch input. It gets the key row and larger targets. */
export const isTouch = media('(pointer: coarse)')

export const shownTheme = computed(() => {
  if (theme.value === 'system') return systemLight.value ? 'light' : 'dark'
  return theme.value
})

export const highContrast = computed(() =>
  contrast.value === 'system' ? systemContrast.value : contrast.value === 'more',
)

/** Applies the chosen theme to the page. `theme.js` does the same before the first paint. */
export function followAppearance(): void {
  effect(() => {
    const root = document.documentElement
    root.dataset['theme'] = shownTheme.value
    root.dataset['contrast'] = highContrast.value ? 'more' : 'normal'
    const canvas = getComputedStyle(root).getPropertyValue('--canvas-hex').trim()
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', canvas)
  })
}
