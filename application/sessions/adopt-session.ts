import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { adoptedAs } from '../../domain/sessions/adoption.js'
import type { SessionNotFound } from '../../domain/sessions/errors.js'
import { remember } from '../../domain/sessions/known-session.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import type { AuditLog, Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { WithLock } from '../shared/keyed-lock.js'
import type { SessionHost } from './session-host.port.js'
import type { TakeHeartbeat } from './take-heartbeat.js'

/** Failure of an adoption. */
export type AdoptSessionError = SessionNotFound | Unavailable
/** Adds a session that was started elsewhere to the records of the hub. */
export type AdoptSession = (name: SessionName, caller: Caller) => TE.TaskEither<AdoptSessionError, void>
export interface AdoptSessionDeps {
  readonly agents: AgentClis
  readonly host: SessionHost
  readonly takeHeartbeat: TakeHeartbeat
  readonly audit: AuditLog
  readonly withLock: WithLock
}

/** Makes a live session one of ours under its present name. Repeating it is harmless. */
export function makeAdoptSession({ agents, host, takeHeartbeat, audit, withLock }: AdoptSessionDeps): AdoptSession {
  return (name, caller) =>
    withLock(
      [name],
      pipe(
        host.find(name),
        TE.flatMap((session) => takeHeartbeat((book, at) => E.right(remember(book, adoptedAs(agents, session), at)))),
        TE.flatMap(() => audit.record({ event: 'session.adopt', fields: { session: name } }, caller)),
      ),
    )
}
