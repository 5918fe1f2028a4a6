import { useEffect, useState } from 'preact/hooks'
import type { LiveFrame, WatchedPart } from './hub/live-events.js'

type Watch = (parts: ReadonlyArray<WatchedPart>) => void

interface Viewer {
  readonly changed: () => void
  /** False when a change that was missed would be reported. */
  readonly mayMiss: () => boolean
}

const viewers = new Map<WatchedPart, ReadonlySet<Viewer>>()
let watch: Watch = () => undefined
let isGreeted = false

/** A hidden page watches nothing. */
function tell(): void {
  watch(document.hidden ? [] : [...viewers.keys()])
}

function noteAll(): void {
  const all = [...viewers.values()].flatMap((ones) => [...ones])
  for (const viewer of all) if (viewer.mayMiss()) viewer.changed()
}

/**
 * Calls `changed` when the part has changed or may have changed. Returns a function that stops it. The hub reports
 * updates and agents in the background on each connection, but not their absence: with those, `mayMiss` tells whether
 * some are shown.
 */
export function watchPart(part: WatchedPart, changed: () => void, mayMiss: () => boolean = () => true): () => void {
  const viewer = { changed, mayMiss }
  viewers.set(part, new Set([...(viewers.get(part) ?? []), viewer]))
  tell()
  return () => {
    const left = new Set([...(viewers.get(part) ?? [])].filter((one) => one !== viewer))
    if (left.size > 0) viewers.set(part, left)
    else viewers.delete(part)
    tell()
  }
}

/** Number that grows when the part has changed or may have changed. */
export function usePart(part: WatchedPart): number {
  const [turn, setTurn] = useState(0)
  useEffect(() => watchPart(part, () => setTurn((before) => before + 1)), [part])
  return turn
}

/** Watches through this socket. Returns a function that ends it. */
export function followParts(through: Watch): () => void {
  watch = through
  isGreeted = false
  const onVisible = (): void => {
    tell()
    if (!document.hidden) noteAll()
  }
  tell()
  document.addEventListener('visibilitychange', onVisible)
  return () => {
    watch = () => undefined
    document.removeEventListener('visibilitychange', onVisible)
  }
}

/** Handles reports of changed parts. Returns true for those. After a loss, changes may be missing. */
export function onChangedPart(frame: LiveFrame): boolean {
  if (frame.type === 'hello') {
    if (isGreeted) noteAll()
    isGreeted = true
  }
  if (frame.type !== 'changed') return false
  for (const { changed } of viewers.get(frame.part) ?? []) changed()
  return true
}
