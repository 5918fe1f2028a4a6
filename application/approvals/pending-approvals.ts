import type { Approval, ToolCall, Verdict } from '../../domain/approvals/approval.js'

/**
 * Limits of approvals that wait at once. An agent waits for its own call, so a hundred in a session are not the work of an
 * agent. The limits over all sessions are bounds of memory.
 */
export const MAX_PENDING_PER_SESSION = 100
export const MAX_PENDING = 20_000
export const MAX_PENDING_LENGTH = 256 * 1024 * 1024

/** One approval that waits, and its listeners. */
export interface Waiting {
  readonly approval: Approval
  /** Time of the request by the monotonic clock. */
  readonly askedAt: number
  /** True once it is on disk; until then it is not listed. */
  readonly isOpen: boolean
  /** One for each connection of an agent that waits. */
  readonly listeners: ReadonlySet<(verdict: Verdict) => void>
  /** Number of wrong one-time tokens. */
  readonly misses: number
}

/** The approvals that wait, by id and by session, in memory. `ApprovalStore` holds them on disk. */
export interface PendingApprovals {
  readonly hasRoom: (call: ToolCall) => boolean
  /** Counts against the limits from now on; listed only after `open`. */
  readonly reserve: (approval: Approval, askedAt: number) => void
  readonly open: (id: string) => void
  readonly get: (id: string) => Waiting | null
  /** The approval that already waits for the same call: sent twice, or come to both gates. */
  readonly sameCall: (call: ToolCall) => Waiting | null
  readonly ofSession: (session: string) => ReadonlyArray<Waiting>
  readonly all: () => ReadonlyArray<Waiting>
  /** Open approvals, oldest first; the same array until they change. */
  readonly opened: () => ReadonlyArray<Approval>
  /** Calls `listener` with the verdict, once. Returns an unsubscribe function, which returns true while others listen. */
  readonly listen: (id: string, listener: (verdict: Verdict) => void) => () => boolean
  /** Counts one wrong one-time token; returns their number. */
  readonly miss: (id: string) => number
  readonly remove: (id: string) => void
  readonly rename: (from: string, to: string) => void
}

interface Entry {
  approval: Approval
  readonly askedAt: number
  isOpen: boolean
  misses: number
  readonly listeners: Set<(verdict: Verdict) => void>
}

export function makePendingApprovals(): PendingApprovals {
  const entries = new Map<string, Entry>()
  const sessions = new Map<string, Set<string>>()
  let length = 0
  /** Result of `opened`, until one is opened, removed or renamed. */
  let opened: ReadonlyArray<Approval> | null = null

  const entriesOf = (session: string): ReadonlyArray<Entry> =>
    [...(sessions.get(session) ?? [])].flatMap((id) => entries.get(id) ?? [])

  const file = (session: string, id: string): void => {
    const ids = sessions.get(session)
    if (ids === undefined) sessions.set(session, new Set([id]))
    else ids.add(id)
  }

  return {
    hasRoom: ({ session, inputLength }) =>
      entries.size < MAX_PENDING &&
      length + inputLength <= MAX_PENDING_LENGTH &&
      (sessions.get(session)?.size ?? 0) < MAX_PENDING_PER_SESSION,
    reserve: (approval, askedAt) => {
      entries.set(approval.id, { approval, askedAt, isOpen: false, misses: 0, listeners: new Set() })
      length += approval.call.inputLength
      file(approval.call.session, approval.id)
    },
    open: (id) => {
      const entry = entries.get(id)
      if (entry !== undefined) entry.isOpen = true
      opened = null
    },
    get: (id) => entries.get(id) ?? null,
    sameCall: (call) => entriesOf(call.session).find(({ approval }) => isSameCall(approval.call, call)) ?? null,
    ofSession: entriesOf,
    all: () => [...entries.values()],
    opened: () => {
      if (opened !== null) return opened
      const listed: Approval[] = []
      for (const { approval, isOpen } of entries.values()) if (isOpen) listed.push(approval)
      opened = listed
      return listed
    },
    listen: (id, listener) => {
      const own = (verdict: Verdict): void => {
        listener(verdict)
      }
      const listeners = entries.get(id)?.listeners ?? new Set()
      listeners.add(own)
      return () => {
        listeners.delete(own)
        return listeners.size > 0
      }
    },
    miss: (id) => {
      const entry = entries.get(id)
      return entry === undefined ? 0 : ++entry.misses
    },
    remove: (id) => {
      const entry = entries.get(id)
      if (entry === undefined) return
      const { session, inputLength } = entry.approval.call
      entries.delete(id)
      opened = null
      length -= inputLength
      sessions.get(session)?.delete(id)
      if (sessions.get(session)?.size === 0) sessions.delete(session)
    },
    rename: (from, to) => {
      if (from === to) return
      opened = null
      for (const entry of entriesOf(from)) {
        entry.approval = { ...entry.approval, call: { ...entry.approval.call, session: to } }
        file(to, entry.approval.id)
      }
      sessions.delete(from)
    },
  }
}

/**
 * Two calls with the same input are the same call only if the agent's id or their two gates show it. The gate before the
 * tool comes first: a call there never joins one at the agent's dialog, where `NoOpinion` has no effect.
 */
function isSameCall(one: ToolCall, other: ToolCall): boolean {
  if (one.tool !== other.tool || one.digest !== other.digest) return false
  if (one.gate !== other.gate) return one.gate === 'PreToolUse' && one.promptId === other.promptId
  return one.toolUseId !== null && one.toolUseId === other.toolUseId
}
