import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { CallOutcome, DecidedCall } from '../../domain/approvals/decided-call.js'
import type { ListedSession } from '../../domain/sessions/listed-session.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Instant } from '../../domain/shared/instant.js'
import { absenceSince, orderedNews, type Absence, type SessionNews } from '../../domain/timeline/absence.js'
import type { TimelineSource } from '../../domain/timeline/timeline.js'
import type { SessionEntry } from '../overview/read-session-list.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { Unavailable } from '../shared/errors.js'
import { inBatches } from '../shared/in-batches.js'
import { makeSessionFigures } from './session-figures.js'
import type { TimelinePorts, TimelineSteps } from './ports.js'

/** Reads what changed in all sessions since a time. */
export type ReadAbsence = (since: Instant) => TE.TaskEither<Unavailable, Absence>

/** Decided calls that are counted. */
const MAX_CALLS = 1_000
/** Sessions that are read at a time, and at most. */
export const [AT_ONCE, MAX_SESSIONS] = [4, 200]

type Decided = Record<CallOutcome, number>

export function makeReadAbsence(
  deps: Pick<TimelinePorts, 'readSessionList' | 'history' | 'directory' | 'clock'> &
    Pick<TimelineSteps, 'agentSessions' | 'desk' | 'listDecided' | 'readQuarters'>,
): ReadAbsence {
  const { readSessionList, desk, listDecided, directory, clock } = deps

  const { conversationsOf, commitsSince, costSince } = makeSessionFigures(deps)

  const decidedSince = async (since: Instant): Promise<ReadonlyMap<SessionId, Decided> | null> => {
    const query = { text: '', outcome: null, before: null, limit: MAX_CALLS, since }
    const page = await listDecided(query)()
    return E.isLeft(page) ? null : countCalls(page.right.calls, since, directory.idOf)
  }

  return (asked) => async () => {
    const since = absenceSince(asked, clock.now())
    const list = await readSessionList()
    if (E.isLeft(list)) return list
    const missing = new Set<TimelineSource>()
    const noting = <A>(source: TimelineSource, value: A | null, instead: A): A => {
      if (value === null) missing.add(source)
      return value ?? instead
    }
    const decided = noting('approvals', await decidedSince(since), new Map<SessionId, Decided>())
    const waiting = desk.list.now()

    const newsOf = (entry: SessionEntry) => async (): Promise<SessionNews> => {
      const { session, agent } = entry
      const [commits, costUsd] = await Promise.all([
        commitsSince(session.path, since),
        costSince(conversationsOf(session), since),
      ])
      const found = noting('commits', commits, [])
      const hasOther = session.status !== 'dormant' && (agent.since ?? 0) > since
      return {
        session: session.name,
        at: Math.max(agent.since ?? 0, session.lastSeenAt ?? session.createdAt),
        isNew: session.createdAt > since,
        isOver: session.status === 'dormant' && (session.lastSeenAt ?? 0) > since,
        activity: hasOther ? agent.activity : null,
        failure: hasOther ? agent.failure : null,
        waiting: waiting.filter(({ name }) => name === session.name).length,
        decided: decided.get(session.id) ?? NO_CALLS,
        commits: found.length,
        lastCommit: found[0]?.subject ?? null,
        costUsd: noting('usage', costUsd, 0),
      }
    }

    const present = list.right.entries.filter(({ session }) => wasPresent(session, since)).slice(0, MAX_SESSIONS)
    const news = await inBatches(AT_ONCE, newsOf)(present)()
    return E.right({ since, sessions: orderedNews(news), missing: [...missing] })
  }
}

/** False for a session that had ended before. */
export const wasPresent = ({ status, lastSeenAt }: ListedSession, since: Instant): boolean =>
  status !== 'dormant' || (lastSeenAt ?? 0) > since

const NO_CALLS: Readonly<Decided> = { allowed: 0, denied: 0, 'left-to-terminal': 0 }

function countCalls(
  calls: ReadonlyArray<DecidedCall>,
  since: Instant,
  idOf: SessionDirectory['idOf'],
): ReadonlyMap<SessionId, Decided> {
  const counts = new Map<SessionId, Decided>()
  for (const { session, outcome, at } of calls) {
    if (at < since) continue
    const id = idOf(session)
    const own = counts.get(id) ?? { ...NO_CALLS }
    own[outcome] += 1
    counts.set(id, own)
  }
  return counts
}
