import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { RepoSummary } from '../../domain/repo/work-tree.js'
import type { QueueSummary } from '../../domain/prompts/prompt-queues.js'
import type { ListedSession } from '../../domain/sessions/listed-session.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { contextUse, type ContextEstimate, type ContextUse } from '../../domain/usage/context-estimate.js'
import { permissionModeOf } from '../../domain/agents/agent-program.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import type { AttentionFeature } from '../attention/attention-feature.js'
import type { ObservedAgent } from '../attention/observe-agents.js'
import type { BoardFeature } from '../board/board-feature.js'
import type { FindSessionWork, SessionWork } from '../board/session-work.js'
import type { HooksFeature } from '../hooks/hooks-feature.js'
import type { PromptsFeature } from '../prompts/prompts-feature.js'
import type { RepoFeature } from '../repo/repo-feature.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { Unavailable } from '../shared/errors.js'
import { memoizeLast } from '../shared/memoize-last.js'
import type { UsageFeature } from '../usage/usage-feature.js'

/** A session with its agent, its work and its folder, as far as they are known. */
export interface SessionEntry {
  /** Session, live or stored. */
  readonly session: ListedSession
  /** Activity of its agent. */
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
  /** Queued prompts; `null` when there are none. */
  readonly prompts: QueueSummary | null
}

/** Sessions with what other features report about them. */
export interface SessionList {
  /** The same array comes back as long as nothing in it has changed. */
  readonly entries: ReadonlyArray<SessionEntry>
  /** Failure of the session host; the entries are then those of the store, all dormant. */
  readonly hostFault: Unavailable | null
}

/** Waits for neither git nor transcripts: what is not read yet is in a later list. */
export type ReadSessionList = TE.TaskEither<Unavailable, SessionList>
export interface ReadSessionListDeps {
  readonly agents: AgentClis
  readonly sessions: Pick<SessionsFeature, 'listSessions'>
  readonly attention: Pick<AttentionFeature, 'observeAgents'>
  readonly board: Pick<BoardFeature, 'readSessionWork'>
  readonly repo: Pick<RepoFeature, 'repoSummaries'>
  readonly usage: Pick<UsageFeature, 'contextEstimates'>
  readonly hooks: Pick<HooksFeature, 'findUngatedSessions'>
  readonly prompts: Pick<PromptsFeature, 'readSummaries'>
}

/** Joins the sessions with agents, cards, projects, repositories and contexts. */
export function makeReadSessionList(deps: ReadSessionListDeps): ReadSessionList {
  const { agents } = deps
  const { listSessions } = deps.sessions
  const { observeAgents } = deps.attention
  const { readSessionWork } = deps.board
  const { repoSummaries } = deps.repo
  const { contextEstimates } = deps.usage
  const { findUngatedSessions } = deps.hooks
  const foldersOf = memoizeLast((sessions: ReadonlyArray<ListedSession>) => [
    ...new Set(sessions.flatMap(({ path }) => (path === null ? [] : [path]))),
  ])
  const entriesOf = memoizeLast(
    (
      sessions: ReadonlyArray<ListedSession>,
      workOf: FindSessionWork,
      _agents: string,
      repos: ReadonlyMap<string, RepoSummary>,
      contexts: ReadonlyMap<string, ContextEstimate>,
      ungated: ReadonlySet<string>,
      queues: ReadonlyMap<SessionId, QueueSummary>,
    ) =>
      sessions.map((session): SessionEntry => {
        const [agent, path] = [observeAgents.of(session.id), session.path ?? '']
        const estimate = contexts.get(path) ?? null
        // An estimate is read anew after a restart; a recalled line is not.
        const context = contextUse(agent.lineAsOf !== null && estimate !== null ? null : agent.line, estimate)
        const [work, repo] = [workOf(session, session.path), repos.get(path) ?? null]
        const promisedMode = session.command === null ? null : permissionModeOf(agents, session.command)
        const prompts = queues.get(session.id) ?? null
        return { session, agent, work, repo, context, promisedMode, isUngated: ungated.has(session.name), prompts }
      }),
  )
  return async () => {
    const overview = await listSessions()
    if (E.isLeft(overview)) return overview
    const workOf = await readSessionWork()
    if (E.isLeft(workOf)) return workOf
    const ungated = await findUngatedSessions()
    const { sessions, hostFault } = overview.right
    const folders = foldersOf(sessions)
    const [repos, contexts] = [repoSummaries.look(folders), contextEstimates.look(folders)]
    const queues = await deps.prompts.readSummaries()
    const entries = entriesOf(sessions, workOf.right, observeAgents.revision(), repos, contexts, ungated, queues)
    return E.right({ entries, hostFault })
  }
}
