import { approvalMessage } from '../../domain/push/message.js'
import { isBroken } from '../../domain/push/subscription.js'
import type { ApprovalPush } from '../approvals/approvers.js'
import type { PushQueue } from './push-queue.js'
import type { PushSubscriptions } from './push-subscriptions.port.js'

export interface PushApprovalsDeps {
  readonly subscriptions: PushSubscriptions
  readonly queue: PushQueue
  readonly prefix: string
}

/** Approvals by push: to every device that can be reached, whatever it shows. */
export function makePushApprovals({ subscriptions, queue, prefix }: PushApprovalsDeps): ApprovalPush {
  const reachable = () => subscriptions.current().filter((one) => !isBroken(one))
  return {
    hasSubscribers: () => reachable().length > 0,
    call: (approval, secret) => {
      const message = approvalMessage(approval, secret, prefix)
      for (const subscription of reachable()) queue.add(subscription, message)
    },
  }
}
