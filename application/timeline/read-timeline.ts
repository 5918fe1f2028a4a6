import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { sessionNotFound, type SessionNotFound } from '../../domain/sessions/errors.js'
import type { Unavailable } from '../shared/errors.js'
import { approvalStream } from './approval-stream.js'
import { conversationStream } from './conversation-stream.js'
import { commitEntry } from './find-records.js'
import { readPage, type TimelinePage, type TimelineQuery } from './read-page.js'
import { recordStream } from './record-stream.js'
import { timelineSession } from './timeline-session.js'
import type { TimelinePorts, TimelineSteps } from './ports.js'

/** Reads what happened in a session since it started, also after its end. */
export type ReadTimeline = (
  name: string,
  query: TimelineQuery,
) => TE.TaskEither<SessionNotFound | Unavailable, TimelinePage>

export function makeReadTimeline(
  deps: Pick<TimelinePorts, 'directory' | 'agents' | 'clock'> &
    Pick<TimelineSteps, 'findSession' | 'listDecided' | 'findRecords' | 'agentSessions' | 'readConversation'> &
    Pick<TimelineSteps, 'readPastConversation'>,
): ReadTimeline {
  const { findSession, listDecided, directory, findRecords, clock } = deps

  return (name, query) => async () => {
    const found = await findSession(name)()
    if (E.isLeft(found)) return found
    const session = timelineSession(deps, name, found.right)
    if (session === null) return E.left(sessionNotFound(name))
    const { id, live, known, since, agent, conversations } = session
    const isOwnSession = (other: string): boolean => other === name || directory.idOf(other) === id
    const folder = live?.path ?? live?.startDirectory ?? known?.directory ?? null
    const commits = async () =>
      folder === null ? [] : ((await findRecords.log(folder, since))?.map(commitEntry) ?? null)
    const streams = [
      conversationStream(deps, session),
      approvalStream(listDecided, { since, isOwnSession }),
      recordStream([
        { source: 'commits', kind: 'commit', find: commits },
        { source: 'usage', kind: 'cost', find: () => findRecords.cost(conversations, since) },
        { source: 'limits', kind: 'limit', find: () => findRecords.limits(agent, since) },
      ]),
    ]
    return E.right(await readPage(streams, query, clock.now()))
  }
}
