import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Instant } from '../../domain/shared/instant.js'
import { STATUS_LINE_FRESH_MS, type StatusLine } from '../../domain/usage/status-line.js'
import type { Clock } from '../shared/clock.port.js'

/** The last status line of every session, in memory. */
export interface StatusLines {
  /** Replaces all that was known of the session. */
  readonly put: (session: SessionId, line: StatusLine) => void
  /** `null` when there is none of the last 120 s. */
  readonly get: (session: SessionId) => StatusLine | null
  /** Last line that contained limits, of any age. Limits belong to the account, so the line outlives its session. */
  readonly lastLimits: () => { readonly line: StatusLine; readonly at: Instant } | null
  /** Those of the last 120 s. */
  readonly fresh: () => ReadonlyArray<readonly [session: SessionId, line: StatusLine]>
  /** Grows with every change. */
  readonly revision: () => number
  readonly forget: (session: SessionId) => void
}

export interface StatusLinesDeps {
  readonly clock: Clock
}

export function makeStatusLines({ clock }: StatusLinesDeps): StatusLines {
  const known = new Map<SessionId, { readonly line: StatusLine; readonly at: Instant }>()

  let lastLimits: ReturnType<StatusLines['lastLimits']> = null
  let revision = 0

  const isFresh = (at: Instant): boolean => clock.now() - at <= STATUS_LINE_FRESH_MS

  return {
    revision: () => revision,
    put: (session, line) => {
      revision += 1
      known.set(session, { line, at: clock.now() })
      if (line.pct5h !== null || line.pct7d !== null) lastLimits = { line, at: clock.now() }
    },
    get: (session) => {
      const kept = known.get(session)
      return kept !== undefined && isFresh(kept.at) ? kept.line : null
    },
    lastLimits: () => lastLimits,
    fresh: () => [...known].flatMap(([session, { line, at }]) => (isFresh(at) ? ([[session, line]] as const) : [])),
    forget: (session) => {
      if (known.delete(session)) revision += 1
    },
  }
}
