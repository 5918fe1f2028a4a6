import { activityAt, failureBeside, type Activity, type Evidence } from '../../domain/attention/activity.js'
import type { TurnFailure } from '../../domain/attention/turn-failure.js'
import type { ServiceRetry } from '../../domain/attention/service-retry.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { StatusLine } from '../../domain/usage/status-line.js'
import type { AttentionSteps } from './ports.js'

/** Current state of the agent in a session. */
export interface ObservedAgent {
  readonly activity: Activity
  /** Tool in use; `null` when none is known. */
  readonly tool: string | null
  /** Since when it has this activity; `null` when nothing is known. */
  readonly since: Instant | null
  /** `null` when nothing is known: no hook has come since the hub started. */
  readonly evidence: Evidence | null
  /** Error in which the last turn of an idle agent ended; `null` for none. */
  readonly failure: TurnFailure | null
  /** Request that a working agent repeats; `null` for none. */
  readonly retry: ServiceRetry | null
  /** Permission mode that it last reported, in its own words; `null` when it has reported none. */
  readonly permissionMode: string | null
  /** Number of calls that its own classifier refused since its first report to this hub. */
  readonly refusals: number
  /** Of the last two minutes, or recalled. */
  readonly line: StatusLine | null
  /** Time until which a former run of the hub had this activity; `null` once this run has evidence for it. */
  readonly activityAsOf: Instant | null
  /** Time of a line that an agent sent to a former run; `null` for others. */
  readonly lineAsOf: Instant | null
}

/** Reads the agent in a session. */
export type ObserveAgent = (session: SessionId) => ObservedAgent

export interface ObserveAgents {
  readonly of: ObserveAgent
  /** Returns `of`, as another function when any answer may be another one. Where something can grow old, at most 5 s late. */
  readonly current: () => ObserveAgent
  /** Calls the listener with the session of an agent after each change of its activity. Returns an unsubscribe function. */
  readonly watch: (listener: (session: SessionId) => void) => () => void
}

const NOTICE_AGE_MS = 5_000

export function makeObserveAgents(
  deps: Pick<AttentionSteps, 'store' | 'statusLines' | 'permissionModes' | 'clock'>,
): ObserveAgents {
  const { store, statusLines, permissionModes, clock } = deps
  const of: ObserveAgent = (session) => {
    const attention = store.get(session)
    const line = statusLines.get(session)
    const lineAsOf = statusLines.recalledFrom(session)
    const reported = { permissionMode: permissionModes.get(session), line, lineAsOf }
    if (attention === null) {
      return {
        activity: 'unknown',
        tool: null,
        since: null,
        evidence: null,
        failure: null,
        retry: null,
        refusals: 0,
        activityAsOf: null,
        ...reported,
      }
    }
    const { tool, since, evidence, refusals, recalledFrom } = attention
    const activity = activityAt(attention, clock.now())
    const activityAsOf = activity === 'unknown' ? null : recalledFrom
    const failure = failureBeside(activity, attention)
    const retry = activity === 'working' ? attention.retry : null
    return { activity, tool, since, evidence, failure, retry, refusals, activityAsOf, ...reported }
  }
  let current = { revision: '', of }
  return {
    of,
    watch: store.watch,
    current: () => {
      const isUntouched = store.revision() + statusLines.revision() === 0
      const age = isUntouched ? 0 : Math.floor(clock.now() / NOTICE_AGE_MS)
      const revision = `${store.revision()} ${statusLines.revision()} ${permissionModes.revision()} ${age}`
      if (revision !== current.revision) current = { revision, of: (session) => of(session) }
      return current.of
    },
  }
}
