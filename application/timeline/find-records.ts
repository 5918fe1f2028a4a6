import * as E from 'fp-ts/lib/Either.js'
import type { AgentId } from '../../domain/agents/agent-id.js'
import type { LoggedCommit } from '../../domain/repo/commit.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { Instant } from '../../domain/shared/instant.js'
import { limitSteps } from '../../domain/timeline/limit-steps.js'
import { timelineEntry, type TimelineEntry } from '../../domain/timeline/timeline.js'
import type { TimelineSteps } from './ports.js'

/** Entries of a source; `null` when it cannot be read, `pending` while it is read for the first time. */
export type Found = ReadonlyArray<TimelineEntry> | null | 'pending'

/** Commits that are read at a time, and at most: of a longer history the newest are shown. */
const [COMMITS, MAX_COMMITS] = [200, 1_000]

/** Entries of commits, cost and limits since a time. No method rejects. */
export interface FindRecords {
  /** Commits from the head of a folder back; none outside of a repository. */
  readonly log: (folder: Directory, since: Instant) => Promise<ReadonlyArray<LoggedCommit> | null>
  /** Cost of conversations by quarter of an hour. */
  readonly cost: (conversations: ReadonlyArray<string>, since: Instant) => Promise<Found>
  /** Limits of an agent that were reached. */
  readonly limits: (agent: AgentId, since: Instant) => Promise<Found>
}

export const makeFindRecords = ({
  history,
  readQuarters,
  limitHistory,
}: Pick<TimelineSteps, 'history' | 'readQuarters' | 'limitHistory'>): FindRecords => ({
  log: async (folder, since) => {
    const found: LoggedCommit[] = []
    for (let skip = 0; skip < MAX_COMMITS; skip += COMMITS) {
      const page = await history.log(folder, { limit: COMMITS, skip, before: null })()
      if (E.isLeft(page)) return page.left._tag === 'NotARepository' ? found : null
      const recent = page.right.commits.filter(({ isoDate }) => Date.parse(isoDate) >= since)
      found.push(...recent)
      if (recent.length === 0 || !page.right.hasMore) break
    }
    return found
  },
  cost: async (conversations, since) => {
    const quarters = await readQuarters(conversations, since)()
    if (E.isLeft(quarters)) return null
    return (
      quarters.right?.map(({ quarter, ...sum }) =>
        timelineEntry({ id: `cost:${String(quarter)}`, kind: 'cost', at: quarter, text: '', cost: sum }),
      ) ?? 'pending'
    )
  },
  limits: async (agent, since) => {
    const points = await limitHistory.since(since)()
    if (E.isLeft(points)) return null
    return limitSteps(points.right.filter((point) => point.agent === agent))
  },
})

export const commitEntry = ({ sha, subject, authorName, isoDate }: LoggedCommit): TimelineEntry =>
  timelineEntry({
    ...{ id: `commit:${sha}`, kind: 'commit', at: Date.parse(isoDate), text: subject },
    commit: { sha, authorName },
  })
