import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { RepoSummary } from '../../domain/repo/work-tree.js'
import type { QueueSummary } from '../../domain/prompts/prompt-queues.js'
import type { ListedSession } from '../../domain/sessions/listed-session.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { contextUse, type ContextEstimate, type ContextUse } from '../../domain/usage/context-estimate.js'
import { permissionModeOf } from '../../domain/agents/agent-program.js'
import { conversationKey, type AgentConversation } from '../../domain/agents/agent-conversation.js'
import type { EstimatedConversation } from '../usage/transcript-context.port.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import type { AttentionFeature } from '../attention/attention-feature.js'
import type { ObserveAgent, ObservedAgent } from '../attention/observe-agents.js'
import type { BoardFeature } from '../board/board-feature.js'
import type { FindFolderProject, FindSessionCard, SessionWork } from '../board/session-work.js'
import type { HooksFeature } from '../hooks/hooks-feature.js'
import type { GateWeaknesses } from '../hooks/watch-project-settings.js'
import type { PromptsFeature } from '../prompts/prompts-feature.js'
import type { RepoFeature } from '../repo/repo-feature.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import { boundedSource } from '../shared/bounded-source.js'
import type { Clock } from '../shared/clock.port.js'
import type { Unavailable } from '../shared/errors.js'
import { memoizeLast } from '../shared/memoize-last.js'
import type { UsageFeature } from '../usage/usage-feature.js'

/** A session with its agent, its work and its folder, as far as they are known. */
export interface SessionEntry {
  /** Session, live or stored. */
  readonly session: ListedSession
  readonly agent: ObservedAgent
  /** Card and project of the session. */
  readonly work: SessionWork
  /** `null` where there is no repository, or it was not read yet. */
  readonly repo: RepoSummary | null
  /** `null` where neither the agent nor its transcript reports anything. */
  readonly context: ContextUse | null
  /** Permission mode that its command line is started in; `null` where it promises none. */
  readonly promisedMode: string | null
  /** Strict, and its Claude Code was started without the gate on its command line. */
  readonly isUngated: boolean
  /** Settings that weaken the gate of a strict session, one sentence each. */
  readonly gateWeaknesses: ReadonlyArray<string>
  /** Queued prompts; `null` when there are none. */
  readonly prompts: QueueSummary | null
}

/** Sessions with what other features report about them. */
export interface SessionList {
  /** The same array comes back as long as nothing in it has changed. */
  readonly entries: ReadonlyArray<SessionEntry>
  /** Failure of the session host; the entries are then those of the store, all dormant. */
  readonly hostFault: Unavailable | null
  /** Parts of the entries that could not be read, and are empty in all of them. The same array while they stay. */
  readonly missing: ReadonlyArray<MissingPart>
}

/** Field of the listed entries; `records`: dormant sessions and the stored facts of the others. */
export type MissingPart = 'records' | 'boardCard' | 'project' | 'gateMissing' | 'prompts'

/**
 * Waits for neither git nor transcripts: what is not read yet is in a later list. A source that fails, or does not answer
 * within a second, is missing; its values are back in the first list after it answers again.
 */
export type ReadSessionList = TE.TaskEither<never, SessionList>
export interface ReadSessionListDeps {
  readonly agents: AgentClis
  readonly sessions: Pick<SessionsFeature, 'listSessions'>
  readonly attention: Pick<AttentionFeature, 'agentSessions' | 'observeAgents'>
  readonly board: Pick<BoardFeature, 'readSessionWork'>
  readonly repo: Pick<RepoFeature, 'repoSummaries'>
  readonly usage: Pick<UsageFeature, 'contextEstimates'>
  readonly hooks: Pick<HooksFeature, 'findUngatedSessions' | 'gateWeaknesses'>
  readonly prompts: Pick<PromptsFeature, 'readSummaries'>
  readonly clock: Clock
}

/** Sources answer from memory; longer means that a disk hangs. Below the 5 s at which clients read the list again. */
const SOURCE_MS = 1_000

/** Joins the sessions with agents, cards, projects, repositories and contexts. */
export function makeReadSessionList(deps: ReadSessionListDeps): ReadSessionList {
  const { agents } = deps
  const { listSessions } = deps.sessions
  const { agentSessions, observeAgents } = deps.attention
  const { repoSummaries } = deps.repo
  const { contextEstimates } = deps.usage
  const bounded = <A>(read: TE.TaskEither<Unavailable, A>) => boundedSource(deps.clock, SOURCE_MS, read)
  const sources = {
    cards: bounded(deps.board.readSessionWork.cards),
    projects: bounded(deps.board.readSessionWork.projects),
    ungated: bounded(TE.fromTask(deps.hooks.findUngatedSessions)),
    queues: bounded(deps.prompts.readSummaries),
  }
  const foldersOf = memoizeLast((sessions: ReadonlyArray<ListedSession>) => [
    ...new Set(sessions.flatMap(({ path }) => (path === null ? [] : [path]))),
  ])
  /** One that the session's agent has reported; agents in sessions without a record report as well. */
  const conversationOf = ({ id, conversations: [last] }: ListedSession): AgentConversation | null =>
    last ?? agentSessions.conversationOf(id)
  const estimated = (session: ListedSession): ReadonlyArray<EstimatedConversation> => {
    const conversation = conversationOf(session)
    const folders = [session.startedIn, session.path].filter((folder) => folder !== null)
    return conversation === null ? [] : [{ conversation, folders }]
  }
  const entriesOf = memoizeLast(
    (
      sessions: ReadonlyArray<ListedSession>,
      cardOf: FindSessionCard,
      projectOf: FindFolderProject,
      agentOf: ObserveAgent,
      repos: ReadonlyMap<string, RepoSummary>,
      contexts: ReadonlyMap<string, ContextEstimate>,
      ungated: ReadonlySet<string>,
      weaknesses: GateWeaknesses,
      queues: ReadonlyMap<SessionId, QueueSummary>,
    ) =>
      sessions.map((session): SessionEntry => {
        const [agent, path] = [agentOf(session.id), session.path ?? '']
        const conversation = conversationOf(session)
        const estimate = conversation === null ? null : (contexts.get(conversationKey(conversation)) ?? null)
        // An estimate is read anew after a restart; a recalled line is not.
        const context = contextUse(agent.lineAsOf !== null && estimate !== null ? null : agent.line, estimate)
        const work = { card: cardOf(session), project: projectOf(session.path) }
        const repo = repos.get(path) ?? null
        const promisedMode = session.command === null ? null : permissionModeOf(agents, session.command)
        const prompts = queues.get(session.id) ?? null
        const [isUngated, gateWeaknesses] = [ungated.has(session.name), weaknesses.get(session.id) ?? NO_WEAKNESS]
        return { session, agent, work, repo, context, promisedMode, isUngated, gateWeaknesses, prompts }
      }),
  )
  const missingParts = memoizeLast((...isMissing: ReadonlyArray<boolean>): ReadonlyArray<MissingPart> =>
    PARTS.filter((_, at) => isMissing[at]),
  )
  return async () => {
    const [overview, cards, projects, ungated, queues] = await Promise.all([
      listSessions(),
      ...([sources.cards(), sources.projects(), sources.ungated(), sources.queues()] as const),
    ])
    if (E.isLeft(overview)) return overview
    const { sessions, hostFault, hasRecords } = overview.right
    const repos = repoSummaries.look(foldersOf(sessions))
    const contexts = contextEstimates.look(sessions.flatMap(estimated))
    const entries = entriesOf(
      ...([sessions, orElse(cards, NO_CARD), orElse(projects, NO_PROJECT), observeAgents.current()] as const),
      ...([
        repos,
        contexts,
        orElse(ungated, NO_NAMES),
        deps.hooks.gateWeaknesses(),
        orElse(queues, NO_QUEUES),
      ] as const),
    )
    const missing = missingParts(!hasRecords, ...[cards, projects, ungated, queues].map(O.isNone))
    return E.right({ entries, hostFault, missing })
  }
}

const NO_WEAKNESS: ReadonlyArray<string> = []
const PARTS: ReadonlyArray<MissingPart> = ['records', 'boardCard', 'project', 'gateMissing', 'prompts']
const NO_CARD: FindSessionCard = () => null
const NO_PROJECT: FindFolderProject = () => null
const NO_NAMES: ReadonlySet<string> = new Set()
const NO_QUEUES: ReadonlyMap<SessionId, QueueSummary> = new Map()
const orElse = <A>(read: O.Option<A>, none: A): A => (O.isSome(read) ? read.value : none)
