import { signal } from '@preact/signals'

/** What lies over the page; one at a time. */
export type Overlay = 'palette' | 'sessions-sheet' | 'places-sheet'

export const overlay = signal<Overlay | null>(null)

export const openPalette = (): void => {
  overlay.value = 'palette'
}
export const closeOverlay = (): void => {
  overlay.value = null
}

/** What the panel beside the content shows. */
export const panel = signal<'help' | null>(null)

export const toggleHelp = (): void => {
  panel.value = panel.value === 'help' ? null : 'help'
}
