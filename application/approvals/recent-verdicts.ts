import type { ToolCall, Verdict } from '../../domain/approvals/approval.js'
import { isSameTool, type FinishedCall } from '../../domain/approvals/tool-call.js'
import type { RecentVerdict } from '../../domain/approvals/ruling.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Clock } from '../shared/clock.port.js'

/**
 * Verdicts on calls that have not run yet. A call that comes to the second gate, or is delivered twice, gets the same
 * verdict without another request to a person.
 */
export interface RecentVerdicts {
  /** `editedDigest` is the digest of the input that a person replaced the call's with. */
  readonly remember: (call: ToolCall, verdict: Verdict, editedDigest: string | null) => void
  /** A verdict from the other gate is returned once. */
  readonly take: (call: ToolCall) => RecentVerdict | null
  /** Drops the verdict on a call that has run; with `null` those on all calls of the session. */
  readonly forget: (session: string, ran: FinishedCall | null) => void
  readonly rename: (from: string, to: string) => void
}

/** A call comes to its second gate at once; only a person at the terminal takes longer. */
const RECENT_MS = 10 * 60_000
const MAX_PER_SESSION = 200

interface Entry extends RecentVerdict {
  readonly call: ToolCall
  readonly editedDigest: string | null
  readonly at: Instant
}

export function makeRecentVerdicts({ clock }: { readonly clock: Clock }): RecentVerdicts {
  const sessions = new Map<string, ReadonlyArray<Entry>>()

  const set = (session: string, entries: ReadonlyArray<Entry>): void => {
    if (entries.length === 0) sessions.delete(session)
    else sessions.set(session, entries)
  }
  const fresh = (session: string): ReadonlyArray<Entry> => {
    const now = clock.now()
    return (sessions.get(session) ?? []).filter(({ at }) => Math.abs(now - at) <= RECENT_MS)
  }

  return {
    remember: (call, verdict, editedDigest) => {
      const entry = { call, verdict, editedDigest, at: clock.now() }
      set(call.session, [...fresh(call.session).slice(1 - MAX_PER_SESSION), entry])
    },
    take: (call) => {
      const entries = fresh(call.session)
      const found = entries.find((entry) => isFor(entry, call))
      if (found === undefined) return null
      if (found.call.gate !== call.gate) {
        set(
          call.session,
          entries.filter((entry) => entry !== found),
        )
      }
      return { verdict: found.verdict }
    },
    forget: (session, ran) => {
      set(session, ran === null ? [] : fresh(session).filter((entry) => !isOf(entry, ran)))
    },
    rename: (from, to) => {
      const moved = sessions.get(from)
      if (moved === undefined || from === to) return
      sessions.delete(from)
      set(
        to,
        moved.map((entry) => ({ ...entry, call: { ...entry.call, session: to } })),
      )
    },
  }
}

const isOf = (entry: Entry, ran: FinishedCall): boolean => hasDigest(entry, ran.digest) && isSameTool(entry.call, ran)

const hasDigest = ({ call, editedDigest }: Entry, digest: string): boolean =>
  call.digest === digest || editedDigest === digest

/** Before the tool comes first; the other way round it is another call. */
function isFor(entry: Entry, call: ToolCall): boolean {
  if (entry.call.tool !== call.tool || !hasDigest(entry, call.digest)) return false
  if (entry.call.gate === call.gate) return call.toolUseId !== null && entry.call.toolUseId === call.toolUseId
  return entry.call.gate === 'PreToolUse' && entry.call.promptId === call.promptId
}
