import type { WebhookNotifier } from '../../application/webhooks/webhook-notifier.js'
import type { NotificationMessage } from '../../domain/webhooks/notification.js'
import type { NotifierTarget } from '../../domain/webhooks/webhook.js'
import type { NotifierHarness } from '../contracts/notifier.contract.js'
import { targetServer } from './target-server.js'
import { aNotification } from './webhooks.js'

/** Scene of the suite on a server of this machine. */
export async function serverHarness(
  notifier: WebhookNotifier,
  targetAt: (url: string) => NotifierTarget,
): Promise<NotifierHarness<NotifierTarget, NotificationMessage>> {
  const server = await targetServer()
  const target = targetAt(server.url)
  return {
    notifier,
    target: { ...target, allowsPrivate: true },
    privateTarget: { ...target, allowsPrivate: false },
    privateUrl: target.url,
    messageOf: (title) => aNotification({ title }),
    received: () => server.received.map(({ body }) => (JSON.parse(body) as { readonly title: string }).title),
    answerWith: (status, reason, retryAfterSeconds) =>
      server.answerWith((response) =>
        status === null
          ? response.destroy()
          : response
              .writeHead(status, retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) })
              .end(reason),
      ),
    close: server.close,
  }
}
