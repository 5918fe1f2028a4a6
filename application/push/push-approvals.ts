import { approvalMessage } from '../../domain/push/message.js'
import { isBroken } from '../../domain/push/subscription.js'
import type { ApprovalNotifier } from '../approvals/desk-calls.js'
import type { PushSteps } from './ports.js'

/** Sends approvals by push to every device that can be reached, including devices that show the session. */
export function makePushApprovals(deps: Pick<PushSteps, 'subscriptions' | 'queue' | 'prefix'>): ApprovalNotifier {
  const { subscriptions, queue, prefix } = deps
  return {
    hasSubscribers: () => subscriptions.current().some((one) => !isBroken(one)),
    notify: (approval, secret) => {
      queue.addForAll(approvalMessage(approval, secret, prefix))
    },
  }
}
