import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import { classifierRecord } from '../../domain/approvals/records.js'
import { readToolCall } from '../../domain/approvals/tool-call.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { AgentReport } from '../agents/agent-cli.port.js'
import type { ApprovalsPorts } from './ports.js'

/** Writes calls to the log of approvals that a classifier of the agent refused. */
export interface RecordRefusals {
  /** A report of the agent; only `PermissionDenied` is recorded. Never fails. */
  readonly onReport: (session: SessionId, report: AgentReport) => T.Task<void>
}

export function makeRecordRefusals(deps: Pick<ApprovalsPorts, 'ledger' | 'secrets' | 'log'>): RecordRefusals {
  const { ledger, secrets, log } = deps
  return {
    onReport:
      (session, { hook, call }) =>
      async () => {
        if (hook?.event !== 'PermissionDenied') return
        const read = readToolCall({ session, gate: 'PreToolUse', comesAgain: true, call }, secrets.sha256)
        if (E.isLeft(read)) return
        const written = await ledger.append(classifierRecord(secrets.newId(), read.right, hook.reason))()
        if (E.isLeft(written)) log.error('a refusal could not be recorded', { detail: written.left.detail })
      },
  }
}
