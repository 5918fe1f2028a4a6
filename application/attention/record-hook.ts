import * as E from 'fp-ts/lib/Either.js'
import * as T from 'fp-ts/lib/Task.js'
import { forbidden, type Forbidden } from '../../domain/access/errors.js'
import type { Principal } from '../../domain/access/principal.js'
import { onHook } from '../../domain/attention/engine.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { AgentReport } from '../agents/agent-cli.port.js'
import type { AttentionPorts, AttentionSteps } from './ports.js'

/**
 * Returns the session that a report belongs to. A session's token identifies it; the report carries the name that the
 * session was started with or a later one. A report with the name of another session is `Forbidden`. The operator may
 * report for every session.
 */
export type IdentifySender = (principal: Principal, claimed: SessionName) => E.Either<Forbidden, SessionId>

export function makeIdentifySender({ directory }: Pick<AttentionPorts, 'directory'>): IdentifySender {
  return (principal, claimed) => {
    switch (principal.kind) {
      case 'operator':
        return E.right(directory.idOf(claimed))
      case 'session': {
        const { id, startedAs } = principal
        directory.noteFormer({ id, name: startedAs })
        return claimed === startedAs || directory.idOf(claimed) === id ? E.right(id) : E.left(forbidden)
      }
      default:
        return E.left(forbidden)
    }
  }
}

/** One report of an agent. */
export interface HookReport {
  readonly session: SessionId
  readonly report: AgentReport
}

/** Events that the hub has no use for change nothing. Never fails. */
export type RecordHook = (report: HookReport) => T.Task<void>

export function makeRecordHook(deps: Pick<AttentionSteps, 'updateActivity' | 'permissionModes'>): RecordHook {
  const { updateActivity, permissionModes } = deps
  return ({ session, report: { hook, permissionMode } }) => {
    if (hook === null) return T.of(undefined)
    permissionModes.note(session, permissionMode)
    return updateActivity(session, (attention, at) => onHook(attention, hook, at))
  }
}
