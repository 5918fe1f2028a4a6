import type { SessionId } from '../sessions/session-id.js'
import type { Instant } from '../shared/instant.js'
import type { StatusLine } from '../usage/status-line.js'
import type { Attention } from './activity.js'

/** Status line with the time of its report. */
export interface DatedLine {
  readonly line: StatusLine
  readonly at: Instant
}

/** Activity of an agent without what is of use only while the hub runs. */
export type ReportedActivity = Pick<Attention, 'activity' | 'tool' | 'since' | 'evidence' | 'failure' | 'confirmedAt'>

/** Last reports of the agent in one session; `null` for a kind that it has not reported. */
export interface LastReport {
  readonly session: SessionId
  readonly activity: ReportedActivity | null
  readonly statusLine: DatedLine | null
}

/** Last reports of all agents, stored so that they outlive the hub. */
export interface LastReports {
  /** Time of the writing; the reports were current until then. `null` before the first. */
  readonly savedAt: Instant | null
  readonly sessions: ReadonlyArray<LastReport>
  /** Last status line with limits, of any session. */
  readonly limits: DatedLine | null
}

export const NO_LAST_REPORTS: LastReports = { savedAt: null, sessions: [], limits: null }

/** Activity of a former run of the hub. It counts as recalled until a report or the screen confirms it. */
export const recalledActivity = (activity: ReportedActivity, savedAt: Instant): Attention => ({
  ...activity,
  recalledFrom: Math.max(savedAt, activity.confirmedAt),
  alertedAt: null,
  background: null,
  refusals: 0,
  retry: null,
  sighting: null,
})

export function reportedActivity(attention: Attention): ReportedActivity {
  const { activity, tool, since, evidence, failure, confirmedAt } = attention
  return { activity, tool, since, evidence, failure, confirmedAt }
}
