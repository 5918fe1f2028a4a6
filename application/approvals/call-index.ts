import type { Verdict } from '../../domain/approvals/approval.js'
import { callOf, type AnsweredCall, type DeskCall, type PendingLoad } from '../../domain/approvals/desk.js'

/** A call, and one function for each connection of an agent that waits for its verdict. */
export interface HeldCall {
  readonly state: DeskCall
  readonly agents: Set<(verdict: Verdict) => void>
}

/**
 * Calls by id in the order of asking, with an index by session and counters of what waits: nothing about one session
 * visits the calls of another.
 */
export interface CallIndex {
  readonly all: () => Iterable<DeskCall>
  readonly ofSession: (session: string) => Iterable<DeskCall>
  /** Answered calls of all sessions in the order in which they were added. */
  readonly answered: () => Iterable<AnsweredCall>
  readonly load: (session: string) => PendingLoad
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
  const sessions = new Map<string, SessionCalls>()
  const answered = new Map<string, AnsweredCall>()
  let [pending, length] = [0, 0]

  function* all(): Iterable<DeskCall> {
    for (const { state } of calls.values()) yield state
  }

  function* ofSession(session: string): Iterable<DeskCall> {
    for (const id of sessions.get(session)?.ids ?? []) {
      const held = calls.get(id)
      if (held !== undefined) yield held.state
    }
  }

  function count(state: DeskCall, session: SessionCalls, change: 1 | -1): void {
    if (state._tag === 'Answered') return
    pending += change
    session.pending += change
    length += change * state.approval.call.inputLength
  }

  /** Takes a call out of the counters, and out of its session unless it stays there. */
  function leave(id: string, { state }: HeldCall, next: string | null): void {
    const { session } = callOf(state)
    const own = sessions.get(session)
    if (own === undefined) return
    count(state, own, -1)
    if (next === session) return
    own.ids.delete(id)
    if (own.ids.size === 0) sessions.delete(session)
  }

  return {
    all,
    ofSession,
    answered: () => answered.values(),
    load: (session) => ({ all: pending, inSession: sessions.get(session)?.pending ?? 0, length }),
    get: (id) => calls.get(id),
    set: (id, held) => {
      const { session } = callOf(held.state)
      const before = calls.get(id)
      if (before !== undefined) leave(id, before, session)
      const own = sessions.get(session) ?? { ids: new Set(), pending: 0 }
      sessions.set(session, own)
      own.ids.add(id)
      count(held.state, own, 1)
      calls.set(id, held)
      if (held.state._tag === 'Answered') answered.set(id, held.state)
    },
    delete: (id) => {
      const held = calls.get(id)
      if (held !== undefined) leave(id, held, null)
      calls.delete(id)
      answered.delete(id)
    },
  }
}
