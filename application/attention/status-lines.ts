import type { SessionId } from '../../domain/sessions/session-id.js'
import type { DatedLine } from '../../domain/attention/last-reports.js'
import type { Instant } from '../../domain/shared/instant.js'
import { STATUS_LINE_FRESH_MS, type StatusLine } from '../../domain/usage/status-line.js'
import type { AttentionPorts } from './ports.js'

/** The last status line of every session, in memory. */
export interface StatusLines {
  /** Replaces all that was known of the session. */
  readonly put: (session: SessionId, line: StatusLine) => void
  /** Takes the line of a former run of the hub, unless the session has reported since. It is valid until the next one. */
  readonly recall: (session: SessionId, line: DatedLine) => void
  /** Takes the limits of a former run, unless there are newer ones. */
  readonly recallLimits: (line: DatedLine) => void
  /** Line of the last 120 s, or a recalled one; else `null`. */
  readonly get: (session: SessionId) => StatusLine | null
  /** Time of a recalled line; `null` for others. */
  readonly recalledFrom: (session: SessionId) => Instant | null
  /** Last line of every session, of any age. */
  readonly all: () => ReadonlyArray<readonly [session: SessionId, line: DatedLine]>
  /** Last line that contained limits, of any age. Limits belong to the account, so the line outlives its session. */
  readonly lastLimits: () => DatedLine | null
  /** Those of the last 120 s. */
  readonly fresh: () => ReadonlyArray<readonly [session: SessionId, line: StatusLine]>
  /** Grows with every change. */
  readonly revision: () => number
  readonly forget: (session: SessionId) => void
}

export function makeStatusLines({ clock }: Pick<AttentionPorts, 'clock'>): StatusLines {
  const known = new Map<SessionId, DatedLine>()
  const recalled = new Set<SessionId>()

  let lastLimits: DatedLine | null = null
  let revision = 0

  const isFresh = (at: Instant): boolean => clock.now() - at <= STATUS_LINE_FRESH_MS

  return {
    revision: () => revision,
    put: (session, line) => {
      revision += 1
      known.set(session, { line, at: clock.now() })
      recalled.delete(session)
      if (line.pct5h !== null || line.pct7d !== null) lastLimits = { line, at: clock.now() }
    },
    get: (session) => {
      const kept = known.get(session)
      return kept !== undefined && (recalled.has(session) || isFresh(kept.at)) ? kept.line : null
    },
    recall: (session, line) => {
      if (known.has(session)) return
      revision += 1
      known.set(session, line)
      recalled.add(session)
    },
    recallLimits: (line) => {
      lastLimits ??= line
    },
    recalledFrom: (session) => (recalled.has(session) ? (known.get(session)?.at ?? null) : null),
    all: () => [...known],
    lastLimits: () => lastLimits,
    fresh: () => [...known].flatMap(([session, { line, at }]) => (isFresh(at) ? ([[session, line]] as const) : [])),
    forget: (session) => {
      recalled.delete(session)
      if (known.delete(session)) revision += 1
    },
  }
}
