import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { hubNow } from '../app/platform/hub-clock.js'
import { placesAfter, type Place } from './places.js'
import { usePointer } from './use-pointer.js'

/** Time between looks at the rows that have ended. */
const LOOK_MS = 500

interface Options<A> {
  /** True once the entries have been read: what comes later is new. */
  readonly areRead: boolean
  /** Id of the entry that comes first. */
  readonly first: string | undefined
  /** True when the row of an entry that ended at this time may go. */
  readonly isOver: (place: Place<A>, endedMs: number) => boolean
}

export interface Places<A> {
  readonly places: ReadonlyArray<Place<A>>
  /** Marks an entry as seen. */
  readonly see: (id: string) => void
}

/**
 * Places of the entries of a list. A row that has ended keeps its place for a while, and longer while a pointer is at its height or below: it
 * would move what the pointer is about to press.
 */
export function usePlaces<A extends { readonly id: string }>(
  list: RefObject<HTMLElement>,
  entries: ReadonlyArray<A>,
  options: Options<A>,
): Places<A> {
  const { areRead, first } = options
  const places = useRef<ReadonlyArray<Place<A>>>([])
  const before = useRef<{ readonly areRead: boolean; readonly first?: string | undefined }>({ areRead: false })
  const pointer = usePointer(list)
  const [, redraw] = useState(0)
  const isFirst = (id: string): number => Number(id === first)
  const sorted = entries.toSorted((one, other) => isFirst(other.id) - isFirst(one.id))
  places.current = placesAfter(places.current, sorted, { now: hubNow(), areNew: before.current.areRead })
  if (before.current.first !== first)
    places.current = places.current.toSorted((one, other) => isFirst(other.entry.id) - isFirst(one.entry.id))
  before.current = { areRead, first }

  const change = (how: (place: Place<A>) => ReadonlyArray<Place<A>>): void => {
    places.current = places.current.flatMap(how)
    redraw((count) => count + 1)
  }
  const isPointed = (id: string): boolean => {
    const top = list.current?.querySelector(`[data-place="${CSS.escape(id)}"]`)?.getBoundingClientRect().top
    return pointer.current !== null && top !== undefined && top <= pointer.current
  }
  const latest = useRef(options.isOver)
  latest.current = options.isOver
  const hasEnded = places.current.some(({ endedAt }) => endedAt !== null)
  useEffect(() => {
    if (!hasEnded) return
    const timer = setInterval(() => {
      const isGone = (place: Place<A>): boolean =>
        place.endedAt !== null && latest.current(place, hubNow() - place.endedAt) && !isPointed(place.entry.id)
      if (places.current.some(isGone)) change((place) => (isGone(place) ? [] : [place]))
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [hasEnded])
  return {
    places: places.current,
    see: (id) => change((place) => [place.entry.id === id ? { ...place, isNew: false } : place]),
  }
}
