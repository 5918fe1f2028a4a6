import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { adoptedAs } from '../../domain/sessions/adoption.js'
import type { SessionNotFound } from '../../domain/sessions/errors.js'
import { remember } from '../../domain/sessions/session-record.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import type { AuditLog, Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { ReadLiveSessions } from './read-live-sessions.js'
import type { SessionHost } from './session-host.port.js'
import type { UpdateSessionRecords } from './update-session-records.js'
import type { WithSession } from './with-session.js'

/** Failure of an adoption. */
export type AdoptSessionError = SessionNotFound | Unavailable
/** Adds a session that was started elsewhere to the records of the hub. */
export type AdoptSession = (name: SessionName, caller: Caller) => TE.TaskEither<AdoptSessionError, void>
export interface AdoptSessionDeps {
  readonly agents: AgentClis
  readonly host: SessionHost
  readonly readLiveSessions: ReadLiveSessions
  readonly updateSessionRecords: UpdateSessionRecords
  readonly audit: AuditLog
  readonly withSession: WithSession
}

/** Makes a live session one of ours under its present name. Repeating it is harmless. */
export function makeAdoptSession(deps: AdoptSessionDeps): AdoptSession {
  const { agents, host, readLiveSessions, updateSessionRecords, audit, withSession } = deps

  return (name, caller) =>
    withSession(name, () =>
      pipe(
        readLiveSessions,
        TE.flatMap(() => host.find(name)),
        TE.tap(({ id }) => host.identify(name, id)),
        TE.flatMap((session) =>
          updateSessionRecords((records, at) => E.right(remember(records, adoptedAs(agents, session), at))),
        ),
        TE.flatMap(() => audit.record({ event: 'session.adopt', fields: { session: name } }, caller)),
      ),
    )
}
