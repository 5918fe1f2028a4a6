import * as E from 'fp-ts/lib/Either.js'
import { limitSteps } from '../../domain/timeline/limit-steps.js'
import {
  MAX_TIMELINE_PAGE,
  timelineEntry,
  type TimelineEntry,
  type TimelineSource,
} from '../../domain/timeline/timeline.js'
import type { RepoHistory } from '../repo/repo-history.port.js'
import type { LimitHistory } from '../usage/limit-history.port.js'
import type { ReadQuarters } from '../usage/read-quarters.js'
import {
  inOrder,
  isNew,
  type TimelineBatch,
  type TimelineRequest,
  type TimelineSession,
  type TimelineStream,
} from './timeline-stream.js'

export interface RecordStreamDeps {
  readonly history: Pick<RepoHistory, 'log'>
  readonly readQuarters: ReadQuarters
  readonly limitHistory: Pick<LimitHistory, 'since'>
}

/** Commits that are read at a time, and at most: of a longer history the newest are shown. */
const [COMMITS, MAX_COMMITS] = [200, 1_000]

/** Entries of a source; `null` when it cannot be read. */
type Found = ReadonlyArray<TimelineEntry> | null

/** Commits, cost and limits since the start of a session: few enough to be read whole for each page. */
export function makeRecordStream({ history, readQuarters, limitHistory }: RecordStreamDeps): TimelineStream {
  const commits = async ({ live, known, since }: TimelineSession): Promise<Found> => {
    const folder = live?.path ?? live?.startDirectory ?? known?.directory ?? null
    const found: TimelineEntry[] = []
    for (let skip = 0; folder !== null && skip < MAX_COMMITS; skip += COMMITS) {
      const page = await history.log(folder, { limit: COMMITS, skip, before: null })()
      if (E.isLeft(page)) return page.left._tag === 'NotARepository' ? found : null
      const recent = page.right.commits
        .map(({ sha, subject, authorName, isoDate }) => ({
          ...{ id: `commit:${sha}`, kind: 'commit' as const, at: Date.parse(isoDate), text: subject },
          commit: { sha, authorName },
        }))
        .filter(({ at }) => at >= since)
      found.push(...recent.map(timelineEntry))
      if (recent.length === 0 || !page.right.hasMore) break
    }
    return found
  }

  const cost = async ({ conversations, since }: TimelineSession): Promise<Found> => {
    const quarters = await readQuarters(conversations, since)()
    if (E.isLeft(quarters)) return null
    return (
      quarters.right?.map(({ quarter, ...sum }) =>
        timelineEntry({ id: `cost:${String(quarter)}`, kind: 'cost', at: quarter, text: '', cost: sum }),
      ) ?? null
    )
  }

  const limits = async ({ agent, since }: TimelineSession): Promise<Found> => {
    const points = await limitHistory.since(since)()
    if (E.isLeft(points)) return null
    return limitSteps(points.right.filter((point) => point.agent === agent))
  }

  const read = async (request: TimelineRequest): Promise<TimelineBatch> => {
    const { session, kinds, position, until } = request
    const wanted: ReadonlyArray<readonly [TimelineSource, TimelineEntry['kind'], typeof commits]> = [
      ['commits', 'commit', commits],
      ['usage', 'cost', cost],
      ['limits', 'limit', limits],
    ]
    const found = await Promise.all(
      wanted
        .filter(([, kind]) => kinds.has(kind))
        .map(async ([source, , find]) => [source, await find(session)] as const),
    )
    const after = parsePosition(position)
    const left = found
      .flatMap(([, entries]) => entries?.filter((entry) => !isNew(entry, request)) ?? [])
      .map((entry) => (entry.at > until ? { ...entry, at: until } : entry))
      .filter((entry) => after === null || order(after, entry) < 0)
      .sort(order)
    const items = left.slice(0, MAX_TIMELINE_PAGE).map((entry) => ({ entry, after: positionOf(entry) }))
    return {
      items: inOrder(items, request).items,
      after: items.at(-1)?.after ?? position,
      isOver: left.length === items.length,
      missing: found.flatMap(([source, entries]) => (entries === null ? [source] : [])),
    }
  }

  return { name: 'records', kinds: ['commit', 'cost', 'limit'], read }
}

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
