import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ReadSessionList } from '../../../../application/overview/read-session-list.js'
import type { EndWorktreeSession } from '../../../../application/board/end-worktree-session.js'
import type { SessionsFeature } from '../../../../application/sessions/sessions-feature.js'
import type { Unavailable } from '../../../../application/shared/errors.js'
import type { AgentClis } from '../../../../application/agents/agent-cli.port.js'
import { sessionNotFound } from '../../../../domain/sessions/errors.js'
import type { InvalidInput } from '../../../../infrastructure/codec/decode.js'
import { type AppError } from '../app-error.js'
import { notABoolean } from '../routing/errors.js'
import { bindAnswer, type Binding } from '../routing/bind.js'
import { unavailableText } from '../routing/errors.js'
import { cliJson, directoryJson, listBytes, startedJson } from './codec.js'
import * as api from './api.js'

/** Sessions, their list joined with other features, and the end of a session with its card and worktree. */
export interface SessionRouteArgs extends Omit<SessionsFeature, 'endSession'> {
  readonly agents: AgentClis
  readonly readSessionList: ReadSessionList
  readonly endSession: EndWorktreeSession
  /** A plain DELETE keeps the entry; `keep` in the query overrides it. */
  readonly killKeepsEntry: boolean
}

const SUCCESS = { success: true } as const

/** Parts of an answer from stored sessions only: the header marks the list as incomplete. */
const hostUnavailable = (fault: Unavailable) => ({
  headers: { 'X-Penates-Host-Fault': encodeURIComponent(unavailableText(fault)) },
  fault,
})

const mustBeBoolean =
  (key: string) =>
  (invalid: InvalidInput): AppError =>
    invalid.at.includes(key) ? notABoolean(key) : invalid

export function sessionRoutes(use: SessionRouteArgs): ReadonlyArray<Binding> {
  const clis = use.agents.map((agent) => cliJson(use.agents, agent))
  return [
    bindAnswer(api.listSessions, () =>
      pipe(
        use.readSessionList,
        TE.map(({ entries, hostFault }) => ({
          status: 200,
          jsonBytes: listBytes(entries),
          ...(hostFault === null ? {} : hostUnavailable(hostFault)),
        })),
      ),
    ),
    bindAnswer(api.createSession, ({ body, caller }) =>
      pipe(
        use.createSession(body, caller),
        TE.map((session) => ({ status: 201, body: startedJson(session) })),
      ),
    ),
    bindAnswer(api.endSession, ({ params: { name }, query, caller }) =>
      pipe(
        use.endSession(name, { keep: query.keep ?? use.killKeepsEntry }, caller),
        TE.map((end) => ({
          status: 200,
          body: {
            ...SUCCESS,
            ...(end === 'none' ? {} : { worktreeRemoved: end === 'removed', worktreeKept: end === 'kept' }),
          },
        })),
      ),
    ),
    bindAnswer(api.renameSession, ({ params: { name }, body, caller }) =>
      pipe(
        use.renameSession(name, body.newName, caller),
        TE.map((newName) => ({ status: 200, body: { ...SUCCESS, name: newName } })),
      ),
    ),
    bindAnswer(api.adoptSession, ({ params: { name }, caller }) =>
      pipe(
        use.adoptSession(name, caller),
        TE.map(() => ({ status: 200, body: { ...SUCCESS, name } })),
      ),
    ),
    bindAnswer(api.restoreSession, ({ params: { name }, caller }) =>
      pipe(
        use.restoreSession(name, caller),
        TE.map((session) => ({ status: 201, body: { ...startedJson(session), status: 'running' } })),
      ),
    ),
    bindAnswer(
      api.muteSession,
      ({ params: { name }, body }) =>
        pipe(
          use.markSession(name, 'muted', body.muted),
          TE.map(({ muted }) => ({ status: 200, body: { ...SUCCESS, name, muted } })),
        ),
      mustBeBoolean('muted'),
    ),
    bindAnswer(
      api.pinSession,
      ({ params: { name }, body }) =>
        pipe(
          use.markSession(name, 'pinned', body.pinned),
          TE.map(({ pinned }) => ({ status: 200, body: { ...SUCCESS, name, pinned } })),
        ),
      mustBeBoolean('pinned'),
    ),
    bindAnswer(api.forgetSession, ({ params: { name } }) =>
      pipe(
        use.forgetSession(name),
        TE.map(() => ({ status: 200, body: SUCCESS })),
      ),
    ),
    bindAnswer(api.readScrollback, ({ params: { name }, query }) =>
      pipe(
        use.readScrollback(name, query.lines),
        TE.map((data) => ({ status: 200, body: { data } })),
      ),
    ),
    bindAnswer(api.readScreen, ({ params: { name }, query }) =>
      pipe(
        TE.fromTask(use.readScreens([name], query.lines)),
        TE.flatMapNullable(
          ([screen]) => screen,
          () => sessionNotFound(name),
        ),
        TE.map((body) => ({ status: 200, body })),
      ),
    ),
    bindAnswer(api.readScreens, ({ query }) =>
      pipe(
        TE.fromTask(use.readScreens([...new Set(query.name)], query.lines)),
        TE.map((screens) => ({ status: 200, body: { screens } })),
      ),
    ),
    bindAnswer(api.listRecentDirectories, ({ query }) =>
      pipe(
        use.listRecentDirectories(query.limit),
        TE.map((directories) => ({ status: 200, body: { dirs: directories.map(directoryJson) } })),
      ),
    ),
    bindAnswer(api.listClis, () => TE.right({ status: 200, body: { clis } })),
  ]
}
