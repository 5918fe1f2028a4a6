import { permitted } from '../../domain/push/subscription.js'
import { makePushAlarms, makePushApprovals, makePushAttention, makePushBudgets } from './push-events.js'
import { makePushQueue } from './push-queue.js'
import type { PushSubscriptions } from './push-subscriptions.port.js'
import {
  makeSubscribePush,
  makeTestPush,
  makeUnsubscribePush,
  type SubscribePush,
  type TestPush,
  type UnsubscribePush,
} from './subscriptions.js'
import type { ApprovalNotifier } from '../approvals/desk-calls.js'
import type { Job } from '../shared/job.js'
import type { PushPorts } from './ports.js'

/** Web push to subscribed browsers. */
export interface PushFeature {
  /** As `PushSender.publicKey`. */
  readonly publicKey: string | null
  readonly subscribePush: SubscribePush
  readonly unsubscribePush: UnsubscribePush
  readonly testPush: TestPush
  readonly approvalNotifier: ApprovalNotifier
  readonly jobs: ReadonlyArray<Job>
}

export function makePush({ subscriptions: stored, ...others }: PushPorts): PushFeature {
  const { namedTokens, clock } = others
  const subscriptions: PushSubscriptions = {
    ...stored,
    current: () => permitted(stored.current(), namedTokens.current(), clock.now()),
  }
  const deps = { ...others, subscriptions }
  const { presence } = deps.attention
  const { attachments } = deps.terminal
  const queue = makePushQueue(deps)
  return {
    publicKey: deps.sender.publicKey,
    subscribePush: makeSubscribePush(deps),
    unsubscribePush: makeUnsubscribePush(deps),
    testPush: makeTestPush({ ...deps, queue }),
    approvalNotifier: makePushApprovals({ ...deps, queue }),
    jobs: [
      makePushAttention({ ...deps, presence, attachments, queue }),
      makePushAlarms({ ...deps, queue }),
      makePushBudgets({ ...deps, queue }),
    ],
  }
}
