import * as E from 'fp-ts/lib/Either.js'
import type { LoggedCommit } from '../../domain/repo/commit.js'
import type { ListedSession } from '../../domain/sessions/listed-session.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { TimelinePorts, TimelineSteps } from './ports.js'

/** Figures of sessions since a time; `null` for what could not be read. */
export interface SessionFigures {
  /** Ids of the conversations of a session. */
  readonly conversationsOf: (session: ListedSession) => ReadonlyArray<string>
  /** Newest first, at most 100. */
  readonly commitsSince: (folder: Directory | null, since: Instant) => Promise<ReadonlyArray<LoggedCommit> | null>
  /** US dollars of the quarters of an hour that began since. */
  readonly costSince: (conversations: ReadonlyArray<string>, since: Instant) => Promise<number | null>
}

/** Commits that are counted in a folder. */
const MAX_COMMITS = 100

export const makeSessionFigures = ({
  agentSessions,
  history,
  readQuarters,
}: Pick<TimelinePorts, 'history'> & Pick<TimelineSteps, 'agentSessions' | 'readQuarters'>): SessionFigures => ({
  // Those that were stored, and those that sessions without a record have reported to this run of the hub.
  conversationsOf: ({ id, conversations }) => {
    const reported = [...agentSessions.all()].flatMap(([one, session]) => (session === id ? [one] : []))
    return [...new Set([...conversations.map((one) => one.id), ...reported])]
  },
  commitsSince: async (folder, since) => {
    if (folder === null) return []
    const page = await history.log(folder, { limit: MAX_COMMITS, skip: 0, before: null })()
    if (E.isLeft(page)) return page.left._tag === 'NotARepository' ? [] : null
    return page.right.commits.filter(({ isoDate }) => Date.parse(isoDate) >= since)
  },
  costSince: async (conversations, since) => {
    if (conversations.length === 0) return 0
    const quarters = await readQuarters(conversations, since)()
    if (E.isLeft(quarters) || quarters.right === null) return null
    return quarters.right.reduce((sum, { costUsd }) => sum + costUsd, 0)
  },
})
