import { approvalMessage } from '../../domain/push/message.js'
import { isBroken } from '../../domain/push/subscription.js'
import type { ApprovalNotifier } from '../approvals/desk-calls.js'
import type { PushQueue } from './push-queue.js'
import type { PushSubscriptions } from './push-subscriptions.port.js'

export interface PushApprovalsDeps {
  readonly subscriptions: PushSubscriptions
  readonly queue: PushQueue
  readonly prefix: string
}

/** Sends approvals by push to every device that can be reached, including devices that show the session. */
export function makePushApprovals({ subscriptions, queue, prefix }: PushApprovalsDeps): ApprovalNotifier {
  return {
    hasSubscribers: () => subscriptions.current().some((one) => !isBroken(one)),
    notify: (approval, secret) => {
      queue.addForAll(approvalMessage(approval, secret, prefix))
    },
  }
}
