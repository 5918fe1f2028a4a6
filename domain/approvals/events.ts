import type { Instant } from '../shared/instant.js'
import type { AlarmKind } from './alarm.js'

/** Event of the gate before tools. */
export type ApprovalEvent =
  | {
      readonly _tag: 'tool-approval-request'
      readonly id: string
      readonly name: string
      readonly tool: string
      readonly preview: string
      /** See `ToolCall`. */
      readonly subagent?: string
      readonly at: Instant
    }
  /** A person has decided; the agent gets the decision at `until`. `null`: the decision was taken back. */
  | {
      readonly _tag: 'tool-approval-held'
      readonly id: string
      readonly name: string
      readonly until: Instant | null
      readonly at: Instant
    }
  | {
      readonly _tag: 'tool-approval-resolved'
      readonly id: string
      readonly name: string
      /** Client that decided, as it calls itself; absent without a decision. */
      readonly origin?: string
      readonly at: Instant
    }
  /** A tool ran without an allow in a strict session or with another input than the approved one, or settings would let one. */
  | {
      readonly _tag: 'tool-alarm'
      readonly id: string
      readonly name: string
      readonly kind: AlarmKind
      readonly tool: string
      readonly preview: string
      readonly isPaused: boolean
      readonly at: Instant
    }
  | { readonly _tag: 'tool-alarm-acknowledged'; readonly id: string; readonly name: string; readonly at: Instant }
