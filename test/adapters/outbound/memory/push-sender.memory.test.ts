import { memoryPushSender } from '../../../../adapters/outbound/memory/push-sender.memory.js'
import type { DeliveryAnswer } from '../../../../domain/push/delivery.js'
import { describePushSender } from '../../../contracts/push-sender.contract.js'
import { aTarget } from '../../../support/push.js'

describePushSender('memory', () => {
  const sender = memoryPushSender()
  return Promise.resolve({
    sender,
    withoutKeys: memoryPushSender(null),
    target: aTarget({}),
    received: () => sender.sent.map(({ message }) => message.payload),
    answerWith: (statusCode, reason, retryAfterSeconds) => {
      const retryAfterMs = retryAfterSeconds === null ? null : retryAfterSeconds * 1_000
      const answer: DeliveryAnswer =
        statusCode === null ? { _tag: 'NoAnswer', reason } : { _tag: 'Answered', statusCode, reason, retryAfterMs }
      sender.answerNext(answer)
    },
    privateEndpoint: 'https://push.internal/1',
    close: () => Promise.resolve(),
  })
})
