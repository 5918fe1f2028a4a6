import { ContainerModule } from 'inversify'
import { makePush } from '../../application/push/push-feature.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { attention, attachments, feed, clock, log, prefix } = T

export const pushModule = new ContainerModule((options) => {
  provide(options, T.push, makePush, {
    attention,
    sender: T.pushSender,
    subscriptions: T.pushSubscriptions,
    host: T.sessionHost,
    attachments,
    feed,
    clock,
    log,
    prefix,
  })
})
