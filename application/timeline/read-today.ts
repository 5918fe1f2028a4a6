import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { DecidedCall } from '../../domain/approvals/decided-call.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Instant } from '../../domain/shared/instant.js'
import { absenceSince } from '../../domain/timeline/absence.js'
import { isHeldBack } from '../../domain/prompts/prompt-queues.js'
import { todayOf, type DayFacts, type DaySession, type Today } from '../../domain/timeline/today.js'
import type { DecidedPage } from '../approvals/list-decided.js'
import type { SessionEntry } from '../overview/read-session-list.js'
import type { Unavailable } from '../shared/errors.js'
import { inBatches } from '../shared/in-batches.js'
import { AT_ONCE, MAX_SESSIONS, wasPresent } from './read-absence.js'
import { makeSessionFigures } from './session-figures.js'
import type { TimelinePorts, TimelineSteps } from './ports.js'

/** Reads what needs a person and what happened in each project since a time; `null` is a day ago. */
export type ReadToday = (since: Instant | null) => TE.TaskEither<Unavailable, Today>

const DAY_MS = 24 * 60 * 60_000
/** Decided calls of one page of the log, and pages that are read. */
const [PAGE_CALLS, MAX_PAGES] = [1_000, 20]

export function makeReadToday(
  deps: Pick<TimelinePorts, 'readSessionList' | 'history' | 'directory' | 'clock' | 'cards' | 'schedules'> &
    Pick<TimelineSteps, 'agentSessions' | 'desk' | 'listDecided' | 'readQuarters' | 'promptQueues'>,
): ReadToday {
  const { readSessionList, desk, listDecided, directory, clock, cards, schedules, promptQueues } = deps
  const { conversationsOf, commitsSince, costSince } = makeSessionFigures(deps)

  /** Calls that rules decided; `null` when not all of them could be read. */
  const ruledSince = async (since: Instant): Promise<ReadonlyArray<DecidedCall> | null> => {
    const ruled: DecidedCall[] = []
    let before: number | null = null
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const read: E.Either<Unavailable, DecidedPage> = await listDecided({
        text: '',
        outcome: null,
        before,
        limit: PAGE_CALLS,
        since,
      })()
      if (E.isLeft(read)) return null
      const { calls, before: next }: DecidedPage = read.right
      ruled.push(...calls.filter(({ at, decision }) => at >= since && decision?.by === 'rule'))
      if (next === null || calls.some(({ at }) => at < since)) return ruled
      before = next
    }
    return null
  }

  return (asked) => async () => {
    const now = clock.now()
    const since = absenceSince(asked ?? now - DAY_MS, now)
    const list = await readSessionList()
    if (E.isLeft(list)) return list
    const { entries } = list.right
    const known = new Map(entries.map((entry) => [entry.session.id, entry]))
    const projectOf = (id: SessionId | undefined): string | null =>
      (id === undefined ? null : known.get(id)?.work.project?.id) ?? null
    const waiting = desk.list.now()

    const daySession =
      ({ session, agent, work }: SessionEntry) =>
      async (): Promise<DaySession> => {
        const isLive = session.status !== 'dormant'
        const conversations = conversationsOf(session)
        const [commits, costUsd] = await Promise.all([
          commitsSince(session.path, since),
          costSince(conversations, since),
        ])
        return {
          ...{ session: session.name, project: work.project?.id ?? null, isLive },
          isNew: session.createdAt > since,
          isOver: !isLive && (session.lastSeenAt ?? 0) > since,
          ...{ activity: isLive ? agent.activity : 'unknown', activeSince: isLive ? agent.since : null },
          failure: isLive ? agent.failure : null,
          waiting: waiting.filter(({ name }) => name === session.name).length,
          ...{ commits: commits?.map(({ sha }) => sha) ?? null, lastCommit: commits?.[0]?.subject ?? null },
          ...{ costUsd, hasConversation: conversations.length > 0 },
        }
      }

    const present = entries.filter(({ session }) => wasPresent(session, since)).slice(0, MAX_SESSIONS)
    const [sessions, ruled, board, scheduled, queues] = await Promise.all([
      inBatches(AT_ONCE, daySession)(present)(),
      ruledSince(since),
      cards.read(),
      schedules.read(),
      promptQueues.read(),
    ])
    const ofSession = (id: SessionId) => ({ session: known.get(id)?.session.name ?? '', project: projectOf(id) })
    const facts: DayFacts = {
      ...{ since, sessions },
      ruled: ruled?.map(({ session, at }) => ({ project: projectOf(directory.idOf(session)), at })) ?? null,
      done: E.isLeft(board)
        ? null
        : board.right.cards.flatMap(({ projectId, title, doneAt }) =>
            doneAt !== null && doneAt >= since ? [{ project: projectId, title, at: doneAt }] : [],
          ),
      missed: E.isLeft(scheduled)
        ? null
        : scheduled.right.flatMap(({ id, session, text, runs }) =>
            runs
              .filter(({ outcome, at }) => outcome === 'missed' && at >= since)
              .map(({ at }) => ({ ...ofSession(session), id, text, at })),
          ),
      unsent: E.isLeft(queues)
        ? null
        : queues.right
            .filter(({ state }) => isHeldBack(state))
            .map(({ id, session, text, changedAt }) => ({ ...ofSession(session), id, text, at: changedAt })),
    }
    return E.right(todayOf(facts))
  }
}
