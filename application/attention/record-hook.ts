import * as T from 'fp-ts/lib/Task.js'
import { onHook } from '../../domain/attention/engine.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { AgentReport } from '../agents/agent-cli.port.js'
import type { AttentionSteps } from './ports.js'

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
