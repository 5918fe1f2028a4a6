import { signal, type Signal } from '@preact/signals'
import type { LiveFrame, LiveFrameOf } from '../app/hub/live-events.js'

export const PREVIEW_LINES = 6
/** Tiles that become visible within this time are watched by one frame. */
const GATHER_MS = 20

/** Screen as the hub sent it last; `styled` is absent from older hubs. */
export type Screen = Pick<LiveFrameOf<'screens'>['screens'][number], 'lines' | 'styled'>
type Watch = (names: ReadonlyArray<string>, lines: number) => void

interface Watched {
  readonly screen: Signal<Screen | null>
  viewers: number
}

const watched = new Map<string, Watched>()
let watch: Watch = () => undefined
let timer: ReturnType<typeof setTimeout> | undefined

/** Last lines of a session's screen, sent by the hub while at least one visible tile watches them. */
export function watchPreview(name: string): { readonly screen: Signal<Screen | null>; readonly stop: () => void } {
  const entry = watched.get(name) ?? { screen: signal<Screen | null>(null), viewers: 0 }
  entry.viewers += 1
  watched.set(name, entry)
  watchSoon()
  return {
    screen: entry.screen,
    stop: () => {
      entry.viewers -= 1
      if (entry.viewers === 0) watched.delete(name)
      watchSoon()
    },
  }
}

function watchSoon(): void {
  clearTimeout(timer)
  timer = setTimeout(tell, GATHER_MS)
}

/** A hidden page watches nothing. */
function tell(): void {
  watch(document.hidden ? [] : [...watched.keys()], PREVIEW_LINES)
}

/** Watches through this socket. Returns a function that ends it. */
export function followPreviews(through: Watch): () => void {
  watch = through
  tell()
  document.addEventListener('visibilitychange', tell)
  return () => {
    watch = () => undefined
    document.removeEventListener('visibilitychange', tell)
  }
}

/** Handles frames with screens. Returns true for those. */
export function onScreens(frame: LiveFrame): boolean {
  if (frame.type !== 'screens') return false
  for (const { name, ...screen } of frame.screens) {
    const shown = watched.get(name)?.screen
    if (shown) shown.value = screen
  }
  return true
}
