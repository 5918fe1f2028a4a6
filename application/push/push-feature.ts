import { permitted } from '../../domain/push/subscription.js'
import { makeOpenCalls } from './open-calls.js'
import { makePushCalls } from './push-calls.js'
import { makePushAlarms, makePushAttention, makePushBudgets } from './push-events.js'
import { makePushPlans, type PushPlans } from './push-plans.js'
import { makePushQueue } from './push-queue.js'
import type { PushSubscriptions } from './push-subscriptions.port.js'
import { makeQuietHours } from './quiet-hours.js'
import {
  makeListSubscriptions,
  makeSubscribePush,
  makeTestPush,
  makeUnsubscribePush,
  type ListSubscriptions,
  type SubscribePush,
  type TestPush,
  type UnsubscribePush,
} from './subscriptions.js'
import type { ApprovalNotifier } from '../approvals/desk-calls.js'
import type { Job } from '../shared/job.js'
import type { PushPorts } from './ports.js'

/** Web push to subscribed browsers. */
export interface PushFeature {
  /** Key with which browsers subscribe; `null` while the hub cannot push. */
  readonly publicKey: string | null
  readonly subscribePush: SubscribePush
  readonly unsubscribePush: UnsubscribePush
  readonly testPush: TestPush
  readonly listSubscriptions: ListSubscriptions
  readonly approvalNotifier: ApprovalNotifier
  readonly plans: PushPlans
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
  const openCalls = makeOpenCalls(deps)
  const queue = makePushQueue({ ...deps, openCalls })
  const quiet = makeQuietHours({ ...deps, queue, openCalls })
  const steps = { ...deps, presence, attachments, queue, openCalls, quiet }
  const calls = makePushCalls(steps)
  return {
    get publicKey() {
      return deps.sender.hasContact() ? deps.sender.publicKey : null
    },
    subscribePush: makeSubscribePush(deps),
    unsubscribePush: makeUnsubscribePush(deps),
    testPush: makeTestPush(steps),
    listSubscriptions: makeListSubscriptions(deps),
    approvalNotifier: calls.approvalNotifier,
    plans: makePushPlans(steps),
    jobs: [
      openCalls.job,
      ...quiet.jobs,
      calls.job,
      makePushAttention(steps),
      makePushAlarms(steps),
      makePushBudgets(steps),
    ],
  }
}
