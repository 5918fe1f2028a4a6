import { signal } from '@preact/signals'

/** Overlay above the page. At most one is open. */
export type Overlay = 'palette' | 'sessions-sheet' | 'places-sheet'

export const overlay = signal<Overlay | null>(null)

export const openPalette = (): void => {
  overlay.value = 'palette'
}
export const closeOverlay = (): void => {
  overlay.value = null
}

/** Content of the side panel. */
export const panel = signal<'help' | null>(null)

export const toggleHelp = (): void => {
  panel.value = panel.value === 'help' ? null : 'help'
}
