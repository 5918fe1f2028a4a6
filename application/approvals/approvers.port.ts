import type { Approval } from '../../domain/approvals/approval.js'

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
