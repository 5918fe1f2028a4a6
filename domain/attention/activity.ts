import type { Instant } from '../shared/instant.js'

/** `waiting`: cannot go on without a person; `idle`: at its prompt; `unknown`: nothing tells. */
export type Activity = 'working' | 'waiting' | 'idle' | 'unknown'

/** What an activity is known by. */
export interface Evidence {
  /** `hook`: the agent said so; `approval`: it is held at our gate, or was let go; `screen`: its terminal shows so. */
  readonly source: 'hook' | 'approval' | 'screen'
  /** Name of the hook, `asked` or `answered`, or what the screen shows. */
  readonly what: string
  readonly at: Instant
}

/** What is known of one agent. */
export interface Attention {
  readonly activity: Activity
  /** What it runs right now. */
  readonly tool: string | null
  /** Since when it has this activity. */
  readonly since: Instant
  readonly evidence: Evidence
  /** When something last spoke for this activity; at `evidence.at` or later. */
  readonly confirmedAt: Instant
  /** When a person was last called for this session; `null` for never. */
  readonly alertedAt: Instant | null
  /** What its screen was last seen to show, until a hook says more. */
  readonly sighting: Sighting | null
}

export interface Sighting {
  readonly shows: ScreenReading
  readonly at: Instant
}

/** `busy`: it can be interrupted; `asking`: a dialog is open; `ready`: its prompt is empty or being typed at. */
export type ScreenReading = 'busy' | 'asking' | 'ready'

/**
 * How long `working` is believed without a sign: longer than the agent's own limit for one command (10 min by default
 * for Bash) would leave a crashed one working for ever, shorter would give up on a long build.
 */
export const WORKING_AGES_MS = 10 * 60_000

/** The activity now: `waiting` and `idle` hold, `working` ages. A clock set back ages nothing. */
export function activityAt(attention: Attention, now: Instant): Activity {
  const { activity, confirmedAt } = attention
  return activity === 'working' && now - confirmedAt > WORKING_AGES_MS ? 'unknown' : activity
}
