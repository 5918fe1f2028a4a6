import type { Instant } from '../../domain/shared/instant.js'
import { STATUS_LINE_FRESH_MS, type StatusLine } from '../../domain/usage/status-line.js'
import type { Feed } from '../shared/feed.js'
import type { Clock } from '../shared/clock.port.js'

/** The last status line of every session, in memory. */
export interface StatusLines {
  /** Replaces all that was known of the session. */
  readonly put: (session: string, line: StatusLine) => void
  /** `null` when there is none of the last 120 s. */
  readonly get: (session: string) => StatusLine | null
  /** Last line that contained limits, of any age. Limits belong to the account, so the line outlives its session. */
  readonly lastLimits: () => { readonly line: StatusLine; readonly at: Instant } | null
  /** Those of the last 120 s. */
  readonly fresh: () => ReadonlyArray<readonly [session: string, line: StatusLine]>
  /** Grows with every change. */
  readonly revision: () => number
  /** Starts following sessions to their new names and ends; returns a function that stops it. */
  readonly follow: () => () => void
}

export interface StatusLinesDeps {
  readonly clock: Clock
  readonly feed: Feed
}

/** Status lines move with a rename and are dropped with their session. */
export function makeStatusLines({ clock, feed }: StatusLinesDeps): StatusLines {
  const known = new Map<string, { readonly line: StatusLine; readonly at: Instant }>()

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
    follow: () =>
      feed.subscribe((event) => {
        if (event._tag === 'session-ended' || event._tag === 'session-started') {
          if (known.delete(event.name)) revision += 1
        }
        if (event._tag !== 'session-renamed') return
        revision += 1
        const kept = known.get(event.oldName)
        known.delete(event.oldName)
        if (kept !== undefined) known.set(event.newName, kept)
      }),
  }
}
