import { identity, pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ReadSessionList, SessionEntry } from '../../../../application/overview/read-session-list.js'
import type { CreateWorktreeSession } from '../../../../application/board/create-worktree-session.js'
import type { EndWorktreeSession } from '../../../../application/board/end-worktree-session.js'
import type { Running } from '../../../../application/sessions/create-session.js'
import type { RestoredSession } from '../../../../application/sessions/restore-session.js'
import type { ScrollbackExtent } from '../../../../application/sessions/session-host.port.js'
import type { SessionsFeature } from '../../../../application/sessions/sessions-feature.js'
import type { AgentClis } from '../../../../application/agents/agent-cli.port.js'
import type { NamedPrincipal } from '../../../../domain/access/principal.js'
import { mayUse } from '../../../../domain/access/scope.js'
import { offeredPrograms } from '../../../../domain/agents/agent-program.js'
import { sessionNotFound } from '../../../../domain/sessions/errors.js'
import { sessionId, type SessionId } from '../../../../domain/sessions/session-id.js'
import { bind, bindAnswer, type Binding } from '../routing/bind.js'
import { startReply } from '../routing/prefer.js'
import { mustBeBoolean, unavailableText } from '../routing/errors.js'
import { encodeList, listBytes } from './codec.js'
import * as api from './api.js'

/** Sessions, their list joined with other features, and their starts and ends with worktrees. */
export interface SessionRouteArgs extends Omit<SessionsFeature, 'createSession' | 'endSession'> {
  readonly agents: AgentClis
  readonly readSessionList: ReadSessionList
  readonly createSession: CreateWorktreeSession
  readonly endSession: EndWorktreeSession
  /** A plain DELETE keeps the entry; `keep` in the query overrides it. */
  readonly killKeepsEntry: boolean
}

/** Marks are those of history and screen. */
const extentOf = ({ screen, marks }: { readonly screen: boolean; readonly marks: boolean }): ScrollbackExtent =>
  marks ? 'marked-history-and-screen' : screen ? 'history-and-screen' : 'history'

export function sessionRoutes(use: SessionRouteArgs): ReadonlyArray<Binding> {
  const programs = offeredPrograms(use.agents)
  return [
    bindAnswer(api.listSessions, ({ caller: { principal } }) =>
      pipe(
        use.readSessionList,
        TE.map(({ entries, hostFault, missing }) => ({
          status: 200,
          jsonBytes: principal.kind === 'named' ? bytesFor(principal, entries) : listBytes(entries),
          headers: {
            ...(hostFault === null ? {} : { 'X-Penates-Host-Fault': encodeURIComponent(unavailableText(hostFault)) }),
            ...(missing.length === 0 ? {} : { 'X-Penates-Missing': missing.join(', ') }),
          },
          ...(hostFault === null ? {} : { fault: hostFault }),
        })),
      ),
    ),
    bindAnswer(api.createSession, ({ body, caller, request }) =>
      startReply(request, use.answerWhenRunning, (running) => use.createSession(body, caller, running), {
        done: (session) => ({ status: 201 as const, body: session }),
        running: identity,
      }),
    ),
    bind(api.endSession, ({ params: { name }, query, caller }) =>
      use.endSession(name, { keep: query.keep ?? use.killKeepsEntry }, caller),
    ),
    bind(api.renameSession, ({ params: { name }, body, caller }) => use.renameSession(name, body.newName, caller)),
    bind(api.adoptSession, ({ params: { name }, caller }) =>
      pipe(
        use.adoptSession(name, caller),
        TE.map(() => name),
      ),
    ),
    bindAnswer(api.restoreSession, ({ params: { name }, query, caller, request }) =>
      startReply(
        request,
        use.answerWhenRunning,
        (running?: Running<RestoredSession>) =>
          use.restoreSession(name, caller, { continuesConversation: query.continue }, running),
        { done: (session) => ({ status: 201 as const, body: session }), running: identity },
      ),
    ),
    bind(api.adoptRenamed, ({ body: { id, name }, caller }) => use.adoptRenamed(sessionId(id), name, caller)),
    bind(
      api.muteSession,
      ({ params: { name }, body }) => use.markSession(name, 'muted', body.muted),
      mustBeBoolean('muted'),
    ),
    bind(
      api.pinSession,
      ({ params: { name }, body }) => use.markSession(name, 'pinned', body.pinned),
      mustBeBoolean('pinned'),
    ),
    bind(api.forgetSession, ({ params: { name } }) => use.forgetSession(name)),
    bind(api.bringBackSessions, () => use.fadedSessions.bringBack),
    bind(api.dropFadedSessions, () => use.fadedSessions.drop),
    bind(api.readScrollback, ({ params: { name }, query }) => use.readScrollback(name, query.lines, extentOf(query))),
    bind(api.readScreen, ({ params: { name }, query }) =>
      pipe(
        TE.fromTask(use.readScreens([name], query.lines)),
        TE.flatMapNullable(
          ([screen]) => screen,
          () => sessionNotFound(name),
        ),
      ),
    ),
    bind(api.readScreens, ({ query }) => TE.fromTask(use.readScreens([...new Set(query.name)], query.lines))),
    bind(api.listRecentDirectories, ({ query }) => use.listRecentDirectories(query.limit)),
    bind(api.listClis, () => TE.right(programs)),
  ]
}

/** The list without sessions that the token may not read. */
function bytesFor({ scopes }: NamedPrincipal, entries: ReadonlyArray<SessionEntry>): Buffer {
  const mayRead = (session: SessionId): boolean => mayUse(['view', 'drive'], scopes, { session, projectId: null })
  return encodeList(entries.filter(({ session }) => mayRead(session.id)))
}
