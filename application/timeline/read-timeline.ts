import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { sessionNotFound, type SessionNotFound } from '../../domain/sessions/errors.js'
import type { ListDecided } from '../approvals/list-decided.js'
import type { FindSession } from '../sessions/find-session.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { Unavailable } from '../shared/errors.js'
import { approvalStream } from './approval-stream.js'
import { conversationStream, type ConversationStreamDeps } from './conversation-stream.js'
import { commitEntry, type FindRecords } from './find-records.js'
import { readPage, type TimelinePage, type TimelineQuery } from './read-page.js'
import { recordStream } from './record-stream.js'
import { timelineSession, type TimelineSessionDeps } from './timeline-session.js'

/** Reads what happened in a session since it started, also after its end. */
export type ReadTimeline = (
  name: string,
  query: TimelineQuery,
) => TE.TaskEither<SessionNotFound | Unavailable, TimelinePage>

export interface ReadTimelineDeps extends TimelineSessionDeps, ConversationStreamDeps {
  readonly findSession: FindSession
  readonly listDecided: ListDecided
  readonly directory: Pick<SessionDirectory, 'idOf'>
  readonly findRecords: FindRecords
}

export function makeReadTimeline(deps: ReadTimelineDeps): ReadTimeline {
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
