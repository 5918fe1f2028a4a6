import type { Presence } from '../attention/presence.js'
import type { ApprovalPush, Approvers } from './approvers.port.js'
import type { ListApprovals } from './list-approvals.js'

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
