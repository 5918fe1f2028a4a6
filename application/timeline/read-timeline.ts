import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { cliOf } from '../../domain/agents/agent-program.js'
import { sessionNotFound, type SessionNotFound } from '../../domain/sessions/errors.js'
import type { Instant } from '../../domain/shared/instant.js'
import { cursorText, joinStreams, parseCursor, type TimelineItem } from '../../domain/timeline/join.js'
import type { TimelineEntry, TimelineKind, TimelineSource } from '../../domain/timeline/timeline.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import type { AgentSessions } from '../attention/agent-sessions.js'
import type { FindSession, NamedSession } from '../sessions/find-session.js'
import type { Clock } from '../shared/clock.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { TimelineSession, TimelineStream } from './timeline-stream.js'

export interface TimelineQuery {
  readonly kinds: ReadonlySet<TimelineKind>
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
}

/** Reads what happened in a session since it started, also after its end. */
export type ReadTimeline = (
  name: string,
  query: TimelineQuery,
) => TE.TaskEither<SessionNotFound | Unavailable, TimelinePage>

export interface ReadTimelineDeps {
  readonly findSession: FindSession
  readonly agents: AgentClis
  readonly agentSessions: AgentSessions
  /** In the order of entries of one time. */
  readonly streams: ReadonlyArray<TimelineStream>
  readonly clock: Clock
}

/** Batches that are read for a page; one of them takes a few milliseconds. */
const MAX_BATCHES = 48
/** Time before its record in which a session may have begun: hosts report whole seconds, and programs start first. */
const START_SLACK_MS = 60_000

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

export function makeReadTimeline(deps: ReadTimelineDeps): ReadTimeline {
  const { findSession, streams, clock } = deps

  return (name, { kinds, cursor, limit }) =>
    async () => {
      const found = await findSession(name)()
      if (E.isLeft(found)) return found
      const session = timelineSession(deps, name, found.right)
      if (session === null) return E.left(sessionNotFound(name))
      const from = parseCursor(cursor)
      const now = clock.now()
      const until = Math.min(from?.at ?? now, now)
      const open = streams
        .filter((stream) => stream.kinds.some((kind) => kinds.has(kind)))
        .map((stream): OpenStream => {
          const position = from?.streams[stream.name] ?? null
          return { stream, items: [], isOver: false, position, next: position, until }
        })
      const entries: TimelineEntry[] = []
      const missing = new Set<TimelineSource>()
      let batches = 0

      const refill = async (one: OpenStream): Promise<void> => {
        const batch = await one.stream.read({ session, kinds, now, position: one.next, until: one.until })
        one.items = batch.items
        one.isOver = batch.isOver
        one.next = batch.after
        one.until = batch.items.at(-1)?.entry.at ?? one.until
        if (batch.items.length === 0) one.position = batch.after
        for (const source of batch.missing) missing.add(source)
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
      return E.right({ entries, next, missing: [...missing] })
    }
}

/** Moves a stream behind the entries that were taken. */
function take(one: OpenStream | undefined, count: number): void {
  if (one === undefined || count === 0) return
  one.position = count === one.items.length ? one.next : (one.items[count - 1]?.after ?? one.position)
  one.items = one.items.slice(count)
}

function timelineSession(
  { agents, agentSessions, clock }: ReadTimelineDeps,
  name: string,
  named: NamedSession,
): TimelineSession | null {
  const { id, live, known } = named
  if (id === null) return null
  const started = Math.min(known?.createdAt ?? Infinity, live?.createdAt ?? Infinity, clock.now())
  const last = agentSessions.conversationOf(id) ?? known?.conversation ?? null
  const cli = cliOf(agents, known?.command ?? live?.startCommand ?? '') ?? agents[0]
  const reported = [...agentSessions.all()].flatMap(([conversation, session]) => (session === id ? [conversation] : []))
  const stored = last === null ? [] : [last.id]
  const conversations = [...new Set([...reported.toReversed(), ...stored])]
  return { ...named, id, name, since: started - START_SLACK_MS, agent: last?.agent ?? cli.id, conversations }
}
