import type { Instant } from '../shared/instant.js'
import type { TimelineEntry } from './timeline.js'

/** Entry of a stream with the position after it, at which another request goes on. */
export interface TimelineItem {
  readonly entry: TimelineEntry
  readonly after: string
}

/** Entries of a stream that have been read, newest first. */
export interface ReadStream {
  readonly items: ReadonlyArray<TimelineItem>
  /** True when no older entries follow. */
  readonly isOver: boolean
}

/**
 * Joins streams, newest first, as far as it is known what comes next: until `room` entries are there, or a stream that goes
 * on has no entry left. Of entries with one time those of the first stream come first. `taken` counts the entries of each stream.
 */
export function joinStreams(
  streams: ReadonlyArray<ReadStream>,
  room: number,
): { readonly entries: ReadonlyArray<TimelineEntry>; readonly taken: ReadonlyArray<number> } {
  const entries: TimelineEntry[] = []
  const taken = streams.map(() => 0)
  while (entries.length < room) {
    let newest: { readonly index: number; readonly entry: TimelineEntry } | null = null
    for (const [index, { items, isOver }] of streams.entries()) {
      const entry = items[taken[index] ?? 0]?.entry
      if (entry === undefined && !isOver) return { entries, taken }
      if (entry !== undefined && (newest === null || entry.at > newest.entry.at)) newest = { index, entry }
    }
    if (newest === null) break
    entries.push(newest.entry)
    taken[newest.index] = (taken[newest.index] ?? 0) + 1
  }
  return { entries, taken }
}

/** Position of a page: time of its last entry, and positions of the streams by name; a stream without one starts at its newest entry. */
export interface TimelineCursor {
  readonly at: Instant
  readonly streams: Readonly<Record<string, string>>
}

export const cursorText = ({ at, streams }: TimelineCursor): string => JSON.stringify([at, streams])

/** Reads a cursor; `null` for a text that is not one. */
export function parseCursor(text: string): TimelineCursor | null {
  try {
    const [at, streams] = JSON.parse(text) as [unknown, unknown]
    if (typeof at !== 'number' || !Number.isFinite(at)) return null
    if (typeof streams !== 'object' || streams === null || Array.isArray(streams)) return null
    const known = Object.entries(streams).flatMap(([name, position]): [string, string][] =>
      typeof position === 'string' ? [[name, position]] : [],
    )
    return { at, streams: Object.fromEntries(known) }
  } catch {
    return null
  }
}
