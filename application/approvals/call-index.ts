import type { PendingLoad, Verdict, ToolCall, Waiter } from '../../domain/approvals/approval.js'
import type { AnsweredCall, DeskCall } from '../../domain/approvals/desk-call.js'
import { callOf } from '../../domain/approvals/same-call.js'
import { endedCall, isRunOf, type EndedCall } from '../../domain/approvals/decided-call.js'
import type { FinishedCall } from '../../domain/approvals/tool-call.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Secrets } from '../shared/secrets.port.js'

/** Connection of an agent that waits for a verdict. */
export interface WaitingAgent extends Waiter {
  readonly tell: (verdict: Verdict) => void
  /** Waits no longer, without an answer. */
  readonly cutOff: () => void
}

/** A call, and the connections that wait for its verdict. */
export interface HeldCall {
  readonly state: DeskCall
  readonly agents: Set<WaitingAgent>
}

/**
 * Calls by id in the order of asking, with an index by session and counters of what waits: nothing about one session
 * visits the calls of another.
 */
export interface CallIndex {
  readonly all: () => Iterable<DeskCall>
  readonly ofSession: (session: SessionId) => Iterable<DeskCall>
  /** Answered calls of all sessions in the order in which they were added. */
  readonly answered: () => Iterable<AnsweredCall>
  readonly load: (session: SessionId) => PendingLoad
  /** Number of calls that are open to clients. */
  readonly openCount: () => number
  readonly get: (id: string) => HeldCall | undefined
  /** Replaces the call with this id in its place, or adds one at the end. */
  readonly set: (id: string, held: HeldCall) => void
  readonly delete: (id: string) => void
}

interface SessionCalls {
  readonly ids: Set<string>
  pending: number
}

export function makeCallIndex(): CallIndex {
  const calls = new Map<string, HeldCall>()
  const sessions = new Map<SessionId, SessionCalls>()
  const answered = new Map<string, AnsweredCall>()
  let [pending, open, length] = [0, 0, 0]

  function* all(): Iterable<DeskCall> {
    for (const { state } of calls.values()) yield state
  }

  function* ofSession(session: SessionId): Iterable<DeskCall> {
    for (const id of sessions.get(session)?.ids ?? []) {
      const held = calls.get(id)
      if (held !== undefined) yield held.state
    }
  }

  function count(state: DeskCall, session: SessionCalls, change: 1 | -1): void {
    if (state._tag === 'Answered') return
    pending += change
    if (state._tag === 'Open') open += change
    session.pending += change
    length += change * state.approval.call.inputLength
  }

  return {
    all,
    ofSession,
    answered: () => answered.values(),
    openCount: () => open,
    load: (session) => ({ all: pending, inSession: sessions.get(session)?.pending ?? 0, length }),
    get: (id) => calls.get(id),
    set: (id, held) => {
      const { session } = callOf(held.state)
      const own = sessions.get(session) ?? { ids: new Set(), pending: 0 }
      const before = calls.get(id)
      if (before !== undefined) count(before.state, own, -1)
      count(held.state, own, 1)
      sessions.set(session, own)
      own.ids.add(id)
      calls.set(id, held)
      if (held.state._tag === 'Answered') answered.set(id, held.state)
    },
    delete: (id) => {
      const held = calls.get(id)
      if (held === undefined) return
      const { session } = callOf(held.state)
      const own = sessions.get(session)
      calls.delete(id)
      answered.delete(id)
      if (own === undefined) return
      count(held.state, own, -1)
      own.ids.delete(id)
      if (own.ids.size === 0) sessions.delete(session)
    },
  }
}

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
