import type { Approval } from '../../domain/approvals/approval.js'

/** Reaches people who have no page of the hub open. */
export interface ApprovalNotifier {
  readonly hasSubscribers: () => boolean
  /** `secret` lets its bearer decide this one approval. Never waits; a message that cannot be delivered is lost. */
  readonly notify: (approval: Approval, secret: string) => void
}
