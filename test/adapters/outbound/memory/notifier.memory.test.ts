import { memoryWebhookNotifier } from '../../../../adapters/outbound/memory/notifier.memory.js'
import type { NotificationMessage } from '../../../../domain/webhooks/notification.js'
import type { NotifierTarget } from '../../../../domain/webhooks/webhook.js'
import { describeFake } from '../../../contracts/mutants.js'
import { describeNotifier } from '../../../contracts/notifier.contract.js'
import { aNotification, aWebhookTarget } from '../../../support/webhooks.js'

describeFake(describeNotifier<NotifierTarget, NotificationMessage>, ['notifier'], () => {
  const notifier = memoryWebhookNotifier()
  return Promise.resolve({
    notifier,
    target: aWebhookTarget(),
    privateTarget: aWebhookTarget({ url: 'https://ntfy.internal/topic' }),
    privateUrl: 'https://ntfy.internal/topic',
    messageOf: (title: string) => aNotification({ title }),
    received: () => notifier.sent.map(({ message }) => message.title),
    answerWith: (status: number | null, reason: string, retryAfterSeconds: number | null) => {
      const retryAfterMs = retryAfterSeconds === null ? null : retryAfterSeconds * 1_000
      notifier.answerWith(
        status === null
          ? { _tag: 'NoAnswer', reason: 'hung up' }
          : { _tag: 'Answered', statusCode: status, reason, retryAfterMs },
      )
    },
    close: () => Promise.resolve(),
  })
})
