import { signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import type { LiveFrame, WatchedPart } from '../hub/live-events.js'

type Watch = (parts: ReadonlyArray<WatchedPart>) => void

/** Reports of a change, by part; a new map with each. */
const changes = signal<ReadonlyMap<WatchedPart, number>>(new Map())
const viewers = new Map<WatchedPart, number>()
/** Parts with content that the hub reports on each connection. */
const REPORTED_AT_FIRST: ReadonlySet<WatchedPart> = new Set(['updates'])
let watch: Watch = () => undefined
let isGreeted = false

/** A hidden page watches nothing. */
function tell(): void {
  watch(document.hidden ? [] : [...viewers.keys()])
}

function noteChange(part: WatchedPart): void {
  changes.value = new Map([...changes.value, [part, (changes.value.get(part) ?? 0) + 1]])
}

function noteAll(): void {
  for (const part of viewers.keys()) if (!REPORTED_AT_FIRST.has(part)) noteChange(part)
}

/** Calls `listener` when the part has changed or may have changed. Returns a function that stops it. */
export function watchPart(part: WatchedPart, listener: () => void): () => void {
  viewers.set(part, (viewers.get(part) ?? 0) + 1)
  tell()
  let last = changes.peek().get(part)
  const stop = changes.subscribe((counts) => {
    if (counts.get(part) === last) return
    last = counts.get(part)
    listener()
  })
  return () => {
    stop()
    const left = (viewers.get(part) ?? 1) - 1
    if (left > 0) viewers.set(part, left)
    else viewers.delete(part)
    tell()
  }
}

/** Number that grows when the part has changed or may have changed. */
export function usePart(part: WatchedPart): number {
  const [turn, setTurn] = useState(0)
  useEffect(
    () =>
      watchPart(part, () => {
        setTurn((before) => before + 1)
      }),
    [part],
  )
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
  noteChange(frame.part)
  return true
}
