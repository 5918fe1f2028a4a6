import type { AgentId } from '../../domain/agents/agent-id.js'
import type { TimelineItem } from '../../domain/timeline/join.js'
import type { TimelineEntry, TimelineKind, TimelineSource } from '../../domain/timeline/timeline.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { NamedSession } from '../sessions/find-session.js'

/** Session whose time line is read. */
export interface TimelineSession extends NamedSession, Pick<TimelineScope, 'since'> {
  readonly id: SessionId
  readonly name: string
  /** Agent that works in it, or the main one. */
  readonly agent: AgentId
  /** Conversations that agents in it have reported, the newest first. */
  readonly conversations: ReadonlyArray<string>
  /** True once it is over and has no record: only its conversations can be read. */
  readonly isGone: boolean
}

/** Extent of a time line. */
export interface TimelineScope {
  /** Time before which nothing belongs to it. */
  readonly since: Instant
  /** True for the name of a session that it is of, also a former one. */
  readonly isOwnSession: (name: string) => boolean
}

/** Next entries of a stream, newest first. */
export interface TimelineBatch {
  readonly items: ReadonlyArray<TimelineItem>
  /** Position after the batch, also after a batch without entries. */
  readonly after: string | null
  readonly isOver: boolean
  /** Sources that could not be read. */
  readonly missing: ReadonlyArray<TimelineSource>
  /** Those of them that are read for the first time and can be asked again; left out for none. */
  readonly pending?: ReadonlyArray<TimelineSource>
}

/** Request for the entries of a stream. */
export interface TimelineRequest {
  readonly kinds: ReadonlySet<TimelineKind>
  /** Position from a batch; `null` for the newest entries. */
  readonly position: string | null
  /** Time that no entry is later than. */
  readonly until: Instant
  /** Time behind which entries are left out; `null` for none. */
  readonly newest: Instant | null
  readonly now: Instant
}

/** Reads some entries of a stream. Never fails. */
export type ReadBatch = (request: TimelineRequest) => Promise<TimelineBatch>

/** A stream of the time line: its name in cursors and the kinds of its entries. */
export interface TimelineStream {
  readonly name: string
  readonly kinds: ReadonlyArray<TimelineKind>
  readonly read: ReadBatch
}

/** Batch of a source that cannot be read: nothing, and at the same position again for the next request. */
export const missingBatch = (source: TimelineSource, position: string | null): TimelineBatch => ({
  ...{ items: [], after: position, isOver: true, missing: [source] },
})

export const OVER: TimelineBatch = { items: [], after: 'end', isOver: true, missing: [] }

/**
 * Entries whose times do not increase: a clock that was set back puts no entry before one that came after it. What is new
 * since the first page is left out of a stream that none of the pages before has shown.
 */
export function inOrder(
  items: Iterable<TimelineItem>,
  request: Pick<TimelineRequest, 'position' | 'until' | 'newest' | 'now'>,
): { readonly items: ReadonlyArray<TimelineItem>; readonly oldest: Instant } {
  let oldest = request.until
  const ordered: TimelineItem[] = []
  for (const { entry, after } of items) {
    if (request.position === null && isNew(entry, request)) continue
    if (request.newest !== null && isNew(entry, { until: request.newest, now: request.now })) continue
    oldest = Math.min(oldest, entry.at)
    ordered.push({ entry: entry.at === oldest ? entry : { ...entry, at: oldest }, after })
  }
  return { items: ordered, oldest }
}

/** True for an entry that came after the first page. A time in the future is one of a wrong clock. */
export const isNew = (
  { at }: Pick<TimelineEntry, 'at'>,
  { until, now }: Pick<TimelineRequest, 'until' | 'now'>,
): boolean => at > until && at <= now
