import { createHmac } from 'node:crypto'
import type { WebhookNotifier } from '../../../application/webhooks/webhook-notifier.js'
import type { Instant } from '../../../domain/shared/instant.js'
import type { NotificationMessage } from '../../../domain/webhooks/notification.js'
import { leadsOnlyTo } from '../../../infrastructure/net/checked-lookup.js'
import { checkedPost, type CheckedPostOptions } from '../../../infrastructure/net/checked-post.js'
import { isPublicAddress, permittedAddresses } from '../../../infrastructure/net/public-address.js'

export interface WebhookNotifierDeps extends Pick<CheckedPostOptions, 'ca' | 'lookup'> {
  readonly now: () => Instant
  readonly timeoutMs?: number
}

/** Lower end of what the specification recommends. */
const TIMEOUT_MS = 15_000
const MS_PER_SECOND = 1000

/** Sends messages in the form of the Standard Webhooks specification, version 1.0.0, signed by HMAC-SHA256. */
export const webhookNotifier = ({ now, timeoutMs = TIMEOUT_MS, ca, lookup }: WebhookNotifierDeps): WebhookNotifier => ({
  isPublic: (url) => async () => (await leadsOnlyTo(new URL(url).hostname, isPublicAddress)) ?? true,
  send: (target, message) => async () => {
    const url = new URL(target.url)
    const body = bodyOf(message, target.hubUrl)
    const timestamp = Math.floor(now() / MS_PER_SECOND)
    return checkedPost(url, {
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'Penates',
        'webhook-id': message.id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signatureOf(`${message.id}.${String(timestamp)}.${body}`, target.secret ?? ''),
      },
      body,
      isAllowed: permittedAddresses(url, target.allowsPrivate),
      timeoutMs,
      ca,
      lookup,
    })
  },
})

const bodyOf = ({ kind, title, body, page, at, data }: NotificationMessage, hubUrl: string | null): string =>
  JSON.stringify({
    type: kind,
    timestamp: new Date(at).toISOString(),
    title,
    body,
    ...(hubUrl === null ? {} : { url: hubUrl.replace(/\/+$/, '') + page }),
    data: data ?? {},
  })

function signatureOf(content: string, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`
}
