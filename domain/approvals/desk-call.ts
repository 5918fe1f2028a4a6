import type { Instant } from '../shared/instant.js'
import type { Approval, CallPlace, NamedApproval, ToolCall, Verdict } from './approval.js'
import type { ChainEntry } from './chain.js'
import type { Decision } from './decision.js'
import type { ApprovalEvent } from './events.js'
import type { HeldDecision } from './held-decision.js'
import { BY_GRANT, type Decider } from './records.js'
import type { Grant } from './rules.js'
import type { Withdrawal } from './withdrawal.js'

/** A call that a person is asked about. `Recording` until its request is in the log, then `Open` to clients. */
export interface PendingCall {
  readonly _tag: 'Recording' | 'Open'
  readonly approval: Approval
  /** Time of the request by the monotonic clock, in milliseconds. */
  readonly askedAt: number
  /** Time of the last message with a one-time token, by the same clock. */
  readonly notifiedAt: number
  /** Number of wrong one-time tokens. */
  readonly misses: number
  /** Decision that is not delivered yet. */
  readonly held: HeldDecision | null
  readonly place: CallPlace
}

/** Fields that show that two calls are the same one. */
export type CallIdentity = Pick<ToolCall, 'session' | 'gate' | 'tool' | 'digest' | 'toolUseId' | 'promptId'>

/** A call that has its verdict and may come again: to the second gate, or delivered twice. Its input is not stored. */
export interface AnsweredCall {
  readonly _tag: 'Answered'
  readonly id: string
  readonly call: CallIdentity
  readonly verdict: Verdict
  /** Digest of the input that a person replaced the call's with; `null` without an edit. */
  readonly editedDigest: string | null
  readonly at: Instant
}

export type DeskCall = PendingCall | AnsweredCall

/** Decision about a call, and its source. */
export interface Decided {
  /** `answered-by-keys`: the hub answered the dialog in the terminal. */
  readonly why: 'decided' | 'answered-by-keys' | 'granted' | 'rule'
  readonly decision: Decision
  readonly decider: Decider
}

/** End of a pending call: a decision, or the reason why none is needed any more. */
export type ApprovalEnd = Decided | { readonly why: Withdrawal }

/** Decision of an earlier allow for the rest of the session. */
export const GRANTED: Decided = {
  why: 'granted',
  decision: { allow: true, edited: null, remember: false },
  decider: BY_GRANT,
}

/** Reason of a message about a call, and the device that it is for; without one it is for all of them. */
export interface CallDelivery {
  readonly occasion: 'asked' | 'longer' | 'reminder' | 'handed-over'
  readonly deviceId?: string
}

/** Parts of a message with a new one-time token, which replaces the former one. */
interface NewMessage {
  readonly secret: string
  /** Present name of the session. */
  readonly name: string
  readonly at: Instant
  /** The same time by the monotonic clock. */
  readonly notifiedAt: number
}

export type DeskEvent =
  /** `dialog`: no hook waits, and the dialog of the agent is on the screen. */
  | { readonly _tag: 'Asked'; readonly approval: Approval; readonly askedAt: number; readonly place?: 'dialog' }
  /** The request is in the log. `secret` is the one-time token, `name` the present one of the session. */
  | { readonly _tag: 'Recorded'; readonly secret: string; readonly name: string; readonly at: Instant }
  /** Another hook sent the same call, or the one that was cut off; it waits until `expiresAt`. */
  | ({
      readonly _tag: 'Joined'
      readonly call: ToolCall
      readonly expiresAt: Instant
    } & NewMessage)
  /** People are to get a message about the call again. */
  | ({ readonly _tag: 'Reminded'; readonly delivery: CallDelivery } & NewMessage)
  /** No hook waits any more; the dialog of the agent does. */
  | { readonly _tag: 'Unhooked'; readonly why: Withdrawal }
  /** The hub ends; the hook asks again. */
  | { readonly _tag: 'CutOff' }
  /** A former run of the hub left the call at the dialog of its agent, or to a hook that asks again. */
  | {
      readonly _tag: 'Restored'
      readonly approval: Approval
      readonly askedAt: number
      readonly place: Exclude<CallPlace, 'hook'>
    }
  /** The dialog is on the screen. */
  | { readonly _tag: 'Seen'; readonly expiresAt: Instant; readonly name: string; readonly at: Instant }
  | { readonly _tag: 'TokenMissed' }
  | { readonly _tag: 'Held'; readonly held: HeldDecision; readonly name: string; readonly at: Instant }
  /** The decision that was held is not to be delivered. */
  | { readonly _tag: 'Released'; readonly name: string; readonly at: Instant }
  /** The call was answered without asking. */
  | {
      readonly _tag: 'Ruled'
      readonly id: string
      readonly call: ToolCall
      readonly verdict: Verdict
      readonly at: Instant
    }
  /** The outcome is in the log, and `agents` of them wait for it. */
  | {
      readonly _tag: 'Ended'
      readonly end: ApprovalEnd
      readonly agents: number
      /** Delivery by keys; `null` where it is not known. */
      readonly delivered?: boolean | null
      readonly name: string
      readonly at: Instant
    }

export type DeskEffect =
  | { readonly _tag: 'Store'; readonly approval: Approval }
  | { readonly _tag: 'Drop'; readonly id: string }
  | { readonly _tag: 'Append'; readonly records: ReadonlyArray<ChainEntry> }
  | { readonly _tag: 'Grant'; readonly grant: Grant }
  /** Releases the agents that wait. */
  | { readonly _tag: 'Tell'; readonly verdict: Verdict }
  | { readonly _tag: 'Publish'; readonly event: ApprovalEvent }
  | {
      readonly _tag: 'Notify'
      readonly approval: NamedApproval
      readonly secret: string
      readonly delivery: CallDelivery
    }
  | { readonly _tag: 'UpdateActivity'; readonly call: ToolCall; readonly what: 'asked' | 'answered' }
  | {
      readonly _tag: 'Audit'
      readonly event: 'approval.request' | 'approval.decision'
      readonly fields: Readonly<Record<string, string | boolean>>
    }

/** Next state of a call, `null` when it leaves the desk, and the effects in their order. A failed write ends them. */
export interface DeskStep {
  readonly next: DeskCall | null
  readonly effects: ReadonlyArray<DeskEffect>
}
