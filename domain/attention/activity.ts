import type { Instant } from '../shared/instant.js'
import type { BackgroundWork } from './hook.js'
import type { TurnFailure, TurnFailureKind } from './turn-failure.js'
import type { ServiceRetry } from './service-retry.js'

/** `waiting`: blocked until a person answers; `idle`: at its prompt; `unknown`: no evidence. */
export type Activity = 'working' | 'waiting' | 'idle' | 'unknown'

/** Names of evidence: of hooks, notifications, the gate and the screen. */
export const EVIDENCE_NAMES = [
  ...(['UserPromptSubmit', 'PreToolUse', 'PostToolUse', 'PermissionRequest', 'Stop', 'StopFailure'] as const),
  ...(['SubagentStop', 'SessionStart', 'SessionEnd', 'permission_prompt', 'idle_prompt'] as const),
  ...(['asked', 'answered', 'busy', 'asking', 'ready'] as const),
] as const
/** Name of evidence. */
export type EvidenceName = (typeof EVIDENCE_NAMES)[number]

/** `null` for text that names no evidence. */
export const evidenceName = (text: string): EvidenceName | null => EVIDENCE_NAMES.find((name) => name === text) ?? null

/** Evidence for an activity. */
export interface Evidence {
  /**
   * `hook`: a report of the agent, by a hook or in its transcript; `approval`: the hub's gate holds or released it; `screen`: content of its terminal.
   */
  readonly source: 'hook' | 'approval' | 'screen'
  /** Name of the hook or of its notification, decision of the gate, or reading of the screen. */
  readonly what: EvidenceName
  /** Reason of a turn that ended in an error. */
  readonly failure?: TurnFailureKind
  /** Time of the observation. */
  readonly at: Instant
}

/** Activity of one agent with its evidence. */
export interface Attention {
  readonly activity: Activity
  readonly tool: string | null
  /** Start of this activity. */
  readonly since: Instant
  readonly evidence: Evidence
  /** Error in which the last turn ended, until the next one begins; `null` for none. */
  readonly failure: TurnFailure | null
  /** Time of the latest evidence for this activity; not before `evidence.at`. */
  readonly confirmedAt: Instant
  /** Time until which a former run of the hub had this activity; `null` once this run has evidence for it. */
  readonly recalledFrom: Instant | null
  /** Time of the last alert for this session; `null` for none. */
  readonly alertedAt: Instant | null
  /** Work that outlived the last turn; `null` for none. */
  readonly background: BackgroundWork | null
  /** Number of calls that a classifier of the agent refused. */
  readonly refusals: number
  /** Request that a working agent repeats; `null` for none. */
  readonly retry: ServiceRetry | null
  /** Last reading of its screen; cleared by the next hook. */
  readonly sighting: Sighting | null
}

export interface Sighting {
  readonly shows: ScreenReading
  readonly at: Instant
}

/** Lines read from the end of a screen. The tallest dialogs show a command and its explanation. */
export const SCREEN_LINES = 30

/** `busy`: can be interrupted; `asking`: a dialog is open; `ready`: at its prompt. */
export type ScreenReading = 'busy' | 'asking' | 'ready'

/**
 * Milliseconds for which `working` is valid without new evidence. Equals the agent's own limit for one command (10 min
 * by default for Bash): a longer value would show a crashed agent as working, a shorter one would expire during a long
 * build.
 */
export const WORKING_AGES_MS = 10 * 60_000

/**
 * Activity at a given time: `waiting` and `idle` persist, `working` expires. A clock that was set back expires nothing.
 */
export function activityAt(attention: Attention, now: Instant): Activity {
  const { activity, confirmedAt } = attention
  return activity === 'working' && now - confirmedAt > WORKING_AGES_MS ? 'unknown' : activity
}

/** Failure to be shown beside an activity: that of an agent at its prompt. */
export const failureBeside = (activity: Activity, { failure }: Pick<Attention, 'failure'>): TurnFailure | null =>
  activity === 'idle' ? failure : null
