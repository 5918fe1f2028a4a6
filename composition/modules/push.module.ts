import { ContainerModule } from 'inversify'
import { makePushApprovals } from '../../application/push/push-approvals.js'
import { makePushAttention } from '../../application/push/push-attention.js'
import { makePushQueue } from '../../application/push/push-queue.js'
import { makeSubscribePush } from '../../application/push/subscribe-push.js'
import { makeTestPush } from '../../application/push/test-push.js'
import { makeUnsubscribePush } from '../../application/push/unsubscribe-push.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { clock, log, prefix } = T
const [sender, subscriptions, queue] = [T.pushSender, T.pushSubscriptions, T.pushQueue]

export const pushModule = new ContainerModule((options) => {
  provide(options, queue, makePushQueue, { sender, subscriptions, clock, log })
  provide(options, T.subscribePush, makeSubscribePush, { subscriptions, sender, clock })
  provide(options, T.unsubscribePush, makeUnsubscribePush, { subscriptions })
  provide(options, T.testPush, makeTestPush, { subscriptions, queue, prefix })
  provide(options, T.approvalPush, makePushApprovals, { subscriptions, queue, prefix })
  provide(options, T.pushAttention, makePushAttention, {
    feed: T.feed,
    presence: T.presence,
    host: T.sessionHost,
    attachments: T.attachments,
    subscriptions,
    queue,
    prefix,
  })
})
