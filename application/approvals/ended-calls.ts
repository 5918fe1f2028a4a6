import type { ToolCall, Verdict } from '../../domain/approvals/approval.js'
import { endedCall, isRunOf, type EndedCall } from '../../domain/approvals/ended-call.js'
import type { FinishedCall } from '../../domain/approvals/tool-call.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Secrets } from '../shared/secrets.port.js'

/** Calls whose outcome is in the log and whose run was not reported yet, of this run of the hub. */
export interface EndedCalls {
  /** `verdict` is the answer to the agent. */
  readonly note: (id: string, call: ToolCall, verdict: Verdict) => void
  /** Returns the ids of the calls that this run is of, one at each gate, and drops them. */
  readonly take: (session: SessionId, ran: FinishedCall) => ReadonlyArray<string>
  readonly forget: (session: SessionId) => void
}

/** More calls than an agent has running at once. */
const MAX_PER_SESSION = 200

export function makeEndedCalls({ sha256 }: Pick<Secrets, 'sha256'>): EndedCalls {
  const sessions = new Map<SessionId, ReadonlyArray<EndedCall>>()
  return {
    note: (id, call, verdict) => {
      const calls = sessions.get(call.session) ?? []
      sessions.set(call.session, [...calls, endedCall(id, call, verdict, sha256)].slice(-MAX_PER_SESSION))
    },
    take: (session, ran) => {
      const calls = sessions.get(session) ?? []
      const named = calls.filter((one) => one.toolUseId !== null && isRunOf(one, ran))
      const unnamed = calls.findLast((one) => !named.includes(one) && isRunOf(one, ran))
      const taken = unnamed === undefined ? named : [...named, unnamed]
      sessions.set(
        session,
        calls.filter((one) => !taken.includes(one)),
      )
      return taken.map(({ id }) => id)
    },
    forget: (session) => void sessions.delete(session),
  }
}
