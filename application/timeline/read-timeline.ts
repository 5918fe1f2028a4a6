import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { cliOf } from '../../domain/agents/agent-program.js'
import { findCard, type Card, type CardId, type CardSession } from '../../domain/board/card.js'
import { cardNotFound, type CardNotFound } from '../../domain/board/errors.js'
import type { Finish } from '../../domain/board/finish.js'
import type { LoggedCommit } from '../../domain/repo/commit.js'
import { sessionNotFound, type SessionNotFound } from '../../domain/sessions/errors.js'
import { conversationsOf } from '../../domain/sessions/session-record.js'
import { commitsBetween, finishEntries, moveEntries } from '../../domain/timeline/card-entries.js'
import type { NamedSession } from '../sessions/find-session.js'
import type { Unavailable } from '../shared/errors.js'
import { approvalStream } from './approval-stream.js'
import { conversationStream } from './conversation-stream.js'
import { commitEntry, type Found } from './find-records.js'
import type { TimelineSteps, TimelinePorts } from './ports.js'
import { readPage, type TimelinePage, type TimelineQuery } from './read-page.js'
import { recordStream } from './record-stream.js'
import type { TimelineSession } from './timeline-stream.js'

/** Time before its record in which a session may have begun: hosts report whole seconds, and programs start first. */
const START_SLACK_MS = 60_000

/** A session that runs or has a record; `null` for one without an id. */
function timelineSession(
  deps: Pick<TimelineSteps, 'agents' | 'agentSessions' | 'clock'>,
  name: string,
  named: NamedSession,
): TimelineSession | null {
  const { agents, agentSessions, clock } = deps
  const { id, live, known } = named
  if (id === null) return null
  const started = Math.min(known?.createdAt ?? Infinity, live?.createdAt ?? Infinity, clock.now())
  const last = agentSessions.conversationOf(id) ?? known?.conversation ?? null
  const cli = cliOf(agents, known?.command ?? live?.startCommand ?? '') ?? agents[0]
  const reported = [...agentSessions.all()].flatMap(([conversation, session]) => (session === id ? [conversation] : []))
  const stored = known === null ? [] : conversationsOf(known).map((one) => one.id)
  const conversations = [...new Set([...reported.toReversed(), ...stored])]
  return {
    ...named,
    id,
    name,
    since: started - START_SLACK_MS,
    agent: last?.agent ?? cli.id,
    conversations,
    isGone: false,
  }
}

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

/** Reads what happened to a card: in all of its sessions, on its branch and on the board. */
export type ReadCardTimeline = (
  id: CardId,
  query: TimelineQuery,
) => TE.TaskEither<CardNotFound | Unavailable, TimelinePage>

export function makeReadCardTimeline(
  deps: Pick<TimelinePorts, 'cards' | 'journal' | 'directory' | 'agents' | 'clock'> &
    Pick<TimelineSteps, 'findProject' | 'findSession' | 'listDecided' | 'findRecords' | 'agentSessions'> &
    Pick<TimelineSteps, 'readConversation' | 'readPastConversation'>,
): ReadCardTimeline {
  const { cards, journal, findProject, listDecided, directory, findRecords, clock } = deps

  /** A session that runs or is known is read as such, another one by its stored conversations. */
  async function sessionOf(card: Card, { id, name, conversations }: CardSession): Promise<TimelineSession> {
    const since = card.createdAt
    const found = await deps.findSession(name)()
    const present = E.isRight(found) && found.right.id === id ? timelineSession(deps, name, found.right) : null
    const agent = present?.agent ?? conversations.at(-1)?.agent ?? deps.agents[0].id
    const stored = conversations.filter((one) => one.agent === agent).map((one) => one.id)
    const all = [...new Set([...(present?.conversations ?? []), ...stored.toReversed()])]
    return present === null
      ? { ...{ id, name, live: null, known: null, since, agent }, conversations: all, isGone: true }
      : { ...present, since, conversations: all }
  }

  /** Commits of its branch: those of its worktree that the project does not have, and those that finishes have merged. */
  async function commitsOf(card: Card, finishes: ReadonlyArray<Finish>): Promise<Found> {
    const project = await findProject(card.projectId)()
    if (E.isLeft(project)) return project.left._tag === 'ProjectNotFound' ? [] : null
    const base = await findRecords.log(project.right.path, card.createdAt)
    if (base === null) return null
    const known = new Set(base.map(({ sha }) => sha))
    const merged = finishes.flatMap(({ baseBefore, branchTip }) => commitsBetween(base, baseBefore, branchTip))
    const worktree = card.worktreePath === null ? [] : await findRecords.log(card.worktreePath, card.createdAt)
    const own = worktree?.filter(({ sha }) => !known.has(sha)) ?? null
    if (own === null) return null
    const all = new Map<string, LoggedCommit>([...merged, ...own].map((commit) => [commit.sha, commit]))
    return [...all.values()].map(commitEntry)
  }

  return (id, query) => async () => {
    const board = await cards.read()
    if (E.isLeft(board)) return board
    const card = findCard(board.right, id)
    if (card === undefined) return E.left(cardNotFound(id))
    const since = card.createdAt
    const sessions = await Promise.all(card.sessions.map((session) => sessionOf(card, session)))
    const records = await journal.read()
    const finishes = E.isRight(records) ? records.right.filter(({ cardId }) => cardId === id) : null
    const [names, ids] = [new Set(sessions.map(({ name }) => name)), new Set(sessions.map((session) => session.id))]
    const isOwnSession = (name: string): boolean => names.has(name) || ids.has(directory.idOf(name))
    const conversations = sessions.flatMap((session) => session.conversations)
    const streams = [
      ...sessions.toReversed().map((session) => conversationStream(deps, session, `conversation ${session.id}`)),
      approvalStream(listDecided, { since, isOwnSession }),
      recordStream([
        { source: 'commits', kind: 'commit', find: () => commitsOf(card, finishes ?? []) },
        { source: 'usage', kind: 'cost', find: () => findRecords.cost(conversations, since) },
        { source: 'finishes', kind: 'finish', find: () => Promise.resolve(finishes && finishEntries(finishes)) },
        { source: 'finishes', kind: 'move', find: () => Promise.resolve(moveEntries(card)) },
      ]),
    ]
    return E.right(await readPage(streams, query, clock.now()))
  }
}
