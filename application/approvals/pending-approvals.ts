import type { Approval, ToolCall, Verdict } from '../../domain/approvals/approval.js'

/**
 * Waiting at once. An agent waits for its own call, so a session with a hundred is not an agent at work; all together
 * are what one person could never answer, and what fits into memory.
 */
export const MAX_PENDING_PER_SESSION = 100
export const MAX_PENDING = 20_000
export const MAX_PENDING_LENGTH = 256 * 1024 * 1024

/** One approval that waits, and who waits for it. */
export interface Waiting {
  readonly approval: Approval
  /** When it was asked, by the monotonic clock. */
  readonly askedAt: number
  /** Whether people may know of it: not before it is on disk. */
  readonly isOpen: boolean
  /** One for each agent that holds the line. */
  readonly listeners: ReadonlySet<(verdict: Verdict) => void>
  /** One-time tokens that were wrong. */
  readonly misses: number
}

/** The approvals that wait, by id and by session. In memory; what must survive is in the store. */
export interface PendingApprovals {
  readonly hasRoom: (call: ToolCall) => boolean
  /** Takes up room from now on; nobody knows of it yet. */
  readonly reserve: (approval: Approval, askedAt: number) => void
  readonly open: (id: string) => void
  readonly get: (id: string) => Waiting | null
  /** The one that already waits for this very call: sent twice, or come to both gates. */
  readonly sameCall: (call: ToolCall) => Waiting | null
  readonly ofSession: (session: string) => ReadonlyArray<Waiting>
  readonly all: () => ReadonlyArray<Waiting>
  /** Those that people may know of, oldest first; the same array until they change. */
  readonly opened: () => ReadonlyArray<Approval>
  /** Calls `listener` with the verdict, once. The answer stops waiting and says whether anybody still does. */
  readonly listen: (id: string, listener: (verdict: Verdict) => void) => () => boolean
  /** Counts one wrong one-time token; answers with how many there were. */
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
 * Two calls of the same input are two calls, unless the agent's id or their two gates say that they are one. Before the
 * tool comes first: a call there is never answered as one beside the agent's dialog, where no opinion is harmless.
 */
function isSameCall(one: ToolCall, other: ToolCall): boolean {
  if (one.tool !== other.tool || one.digest !== other.digest) return false
  if (one.gate !== other.gate) return one.gate === 'PreToolUse' && one.promptId === other.promptId
  return one.toolUseId !== null && one.toolUseId === other.toolUseId
}
