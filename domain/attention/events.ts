import type { SessionId } from '../sessions/session-id.js'
import type { Instant } from '../shared/instant.js'
import type { Activity, Evidence } from './activity.js'
import type { ServiceRetry } from './service-retry.js'
import type { TurnFailure } from './turn-failure.js'

/** Event about the activity of an agent. */
export type AttentionEvent =
  /** New activity of an agent and its evidence. `tool` is set only while a tool runs. */
  | {
      readonly _tag: 'session-activity'
      readonly session: SessionId
      readonly name: string
      readonly activity: Activity
      readonly tool?: string
      /** Error in which the last turn of an idle agent ended. */
      readonly failure?: TurnFailure
      /** Request that a working agent repeats. */
      readonly retry?: ServiceRetry
      readonly since: Instant
      readonly evidence: Evidence
      readonly at: Instant
    }
  /** A session needs the operator. */
  | {
      readonly _tag: 'session-attention'
      readonly session: SessionId
      readonly name: string
      readonly activity: 'idle' | 'waiting'
      /** Error in which its turn ended. */
      readonly failure?: TurnFailure
      readonly at: Instant
    }
