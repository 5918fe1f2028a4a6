import type { Approval } from '../../domain/approvals/approval.js'
import type { Presence } from '../attention/presence.js'
import type { ListApprovals } from './list-approvals.js'

/** Reaches people who have no page of the hub open. */
export interface ApprovalPush {
  readonly hasSubscribers: () => boolean
  /** `secret` lets its bearer decide this one approval. Never waits; a message that cannot be delivered is lost. */
  readonly notify: (approval: Approval, secret: string) => void
}

/** The people who can decide an approval. */
export interface ApprovalNotifier {
  /** True when a page of the hub is or was visible within 60 s, a client waits for the list, or a browser is subscribed. */
  readonly isPersonReachable: () => boolean
  /** As `ApprovalPush.notify`. */
  readonly notify: (approval: Approval, secret: string) => void
}

export interface ApprovalNotifierDeps {
  readonly presence: Presence
  readonly listApprovals: ListApprovals
  readonly push: ApprovalPush
}

export const makeApprovalNotifier = ({ presence, listApprovals, push }: ApprovalNotifierDeps): ApprovalNotifier => ({
  isPersonReachable: () => presence.isPersonPresent() || listApprovals.hasWaiters() || push.hasSubscribers(),
  notify: push.notify,
})
