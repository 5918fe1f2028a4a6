import {
  MAX_TIMELINE_PAGE,
  type TimelineEntry,
  type TimelineKind,
  type TimelineSource,
} from '../../domain/timeline/timeline.js'
import type { Found } from './find-records.js'
import { inOrder, isNew, type TimelineBatch, type TimelineRequest, type TimelineStream } from './timeline-stream.js'

/** Source of entries of one kind. */
export interface RecordSource {
  readonly source: TimelineSource
  readonly kind: TimelineKind
  readonly find: () => Promise<Found>
}

/** Entries of sources that are small enough to be read whole for each page. */
export function recordStream(sources: ReadonlyArray<RecordSource>): TimelineStream {
  const read = async (request: TimelineRequest): Promise<TimelineBatch> => {
    const { kinds, position, until } = request
    const found = await Promise.all(
      sources.filter(({ kind }) => kinds.has(kind)).map(async ({ source, find }) => [source, await find()] as const),
    )
    const after = parsePosition(position)
    const left = found
      .flatMap(([, entries]) => (isRead(entries) ? entries.filter((entry) => !isNew(entry, request)) : []))
      .map((entry) => (entry.at > until ? { ...entry, at: until } : entry))
      .filter((entry) => after === null || order(after, entry) < 0)
      .sort(order)
    const items = left.slice(0, MAX_TIMELINE_PAGE).map((entry) => ({ entry, after: positionOf(entry) }))
    return {
      items: inOrder(items, request).items,
      after: items.at(-1)?.after ?? position,
      isOver: left.length === items.length,
      missing: found.flatMap(([source, entries]) => (isRead(entries) ? [] : [source])),
      pending: found.flatMap(([source, entries]) => (entries === 'pending' ? [source] : [])),
    }
  }

  return { name: 'records', kinds: sources.map(({ kind }) => kind), read }
}

const isRead = (found: Found): found is Exclude<Found, null | 'pending'> => found !== null && found !== 'pending'

type Place = Pick<TimelineEntry, 'at' | 'id'>

/** Newest first; entries of one time by their id. */
const order = (one: Place, other: Place): number =>
  other.at - one.at || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)

const positionOf = ({ at, id }: Place): string => `${String(at)}:${id}`

/** Reads a position; `null`, as for the newest entries, for a text that is none. */
function parsePosition(text: string | null): Place | null {
  const [, at, id] = /^(-?\d{1,16}):(.{1,200})$/.exec(text ?? '') ?? []
  return at === undefined || id === undefined ? null : { at: Number(at), id }
}
