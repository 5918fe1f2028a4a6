import type { Approval } from '../../domain/approvals/approval.js'
import type { Presence } from '../attention/presence.js'
import type { ListApprovals } from './list-approvals.js'

/** Reaches people who look at none of our pages. */
export interface ApprovalPush {
  /** Whether anybody has asked to be reached. */
  readonly hasSubscribers: () => boolean
  /** `secret` lets its bearer decide this one approval. Never waits; what cannot be delivered is lost. */
  readonly call: (approval: Approval, secret: string) => void
}

/** The people who could answer, wherever they are. */
export interface Approvers {
  /** Whether a question would reach anybody. */
  readonly isAnybodyThere: () => boolean
  /** Calls those who look at none of our pages; as `ApprovalPush`. */
  readonly call: (approval: Approval, secret: string) => void
}

export interface ApproversDeps {
  readonly presence: Presence
  readonly listApprovals: ListApprovals
  readonly push: ApprovalPush
}

/** Somebody is there: who looks at a page of ours or did within the last minute, who waits for the list, who is pushed to. */
export const makeApprovers = ({ presence, listApprovals, push }: ApproversDeps): Approvers => ({
  isAnybodyThere: () => presence.isAnybodyThere() || listApprovals.isAnybodyWaiting() || push.hasSubscribers(),
  call: push.call,
})
