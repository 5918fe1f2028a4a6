import type { Instant } from '../../domain/shared/instant.js'
import { cursorText, joinStreams, parseCursor, type TimelineItem } from '../../domain/timeline/join.js'
import type { TimelineEntry, TimelineKind, TimelineSource } from '../../domain/timeline/timeline.js'
import type { TimelineStream } from './timeline-stream.js'

export interface TimelineQuery {
  readonly kinds: ReadonlySet<TimelineKind>
  /** Time of which the newest page is read, the same for its next pages; `null` for now. */
  readonly at: Instant | null
  /** `next` of a page; any other text is the newest page. */
  readonly cursor: string
  /** 1 to `MAX_TIMELINE_PAGE`. */
  readonly limit: number
}

export interface TimelinePage {
  /** Newest first. */
  readonly entries: ReadonlyArray<TimelineEntry>
  /** Cursor of the next page, also of one that is not full; `null` after the oldest entry. */
  readonly next: string | null
  /** Sources that could not be read; the rest is there. */
  readonly missing: ReadonlyArray<TimelineSource>
  /** Those of them that are read for the first time: a later request has their entries. */
  readonly pending: ReadonlyArray<TimelineSource>
}

/** Batches that are read for a page; one of them takes a few milliseconds. */
const MAX_BATCHES = 48
/** A stream while a page is read. */
interface OpenStream {
  readonly stream: TimelineStream
  items: ReadonlyArray<TimelineItem>
  isOver: boolean
  position: string | null
  /** Position of the next batch. */
  next: string | null
  until: Instant
}

/** Reads a page of a time line. `streams` are in the order of entries of one time. */
export async function readPage(
  streams: ReadonlyArray<TimelineStream>,
  { kinds, at: newest, cursor, limit }: TimelineQuery,
  now: Instant,
): Promise<TimelinePage> {
  const from = parseCursor(cursor)
  const until = Math.min(from?.at ?? newest ?? now, now)
  const open = streams
    .filter((stream) => stream.kinds.some((kind) => kinds.has(kind)))
    .map((stream): OpenStream => {
      const position = from?.streams[stream.name] ?? null
      return { stream, items: [], isOver: false, position, next: position, until }
    })
  const entries: TimelineEntry[] = []
  const missing = new Set<TimelineSource>()
  const pending = new Set<TimelineSource>()
  let batches = 0

  const refill = async (one: OpenStream): Promise<void> => {
    const batch = await one.stream.read({ kinds, newest, now, position: one.next, until: one.until })
    one.items = batch.items
    one.isOver = batch.isOver
    one.next = batch.after
    one.until = batch.items.at(-1)?.entry.at ?? one.until
    if (batch.items.length === 0) one.position = batch.after
    for (const source of batch.missing) missing.add(source)
    for (const source of batch.pending ?? []) pending.add(source)
  }

  while (entries.length < limit) {
    const empty = open.filter(({ items, isOver }) => items.length === 0 && !isOver)
    batches += empty.length
    if (batches > MAX_BATCHES) break
    await Promise.all(empty.map(refill))
    const joined = joinStreams(open, limit - entries.length)
    entries.push(...joined.entries)
    for (const [index, count] of joined.taken.entries()) take(open[index], count)
    if (open.every(({ items, isOver }) => items.length === 0 && isOver)) break
  }

  const hasMore = open.some(({ items, isOver }) => items.length > 0 || !isOver)
  const position = Object.fromEntries(
    open.flatMap((one): [string, string][] => (one.position === null ? [] : [[one.stream.name, one.position]])),
  )
  const next = hasMore ? cursorText({ at: entries.at(-1)?.at ?? until, streams: position }) : null
  return { entries, next, missing: [...missing], pending: [...pending] }
}

/** Moves a stream behind the entries that were taken. */
function take(one: OpenStream | undefined, count: number): void {
  if (one === undefined || count === 0) return
  one.position = count === one.items.length ? one.next : (one.items[count - 1]?.after ?? one.position)
  one.items = one.items.slice(count)
}
