import type { WebhookNotifier } from '../../../application/webhooks/webhook-notifier.js'
import type { NotificationMessage } from '../../../domain/webhooks/notification.js'
import { leadsOnlyTo } from '../../../infrastructure/net/checked-lookup.js'
import { checkedPost, type CheckedPostOptions } from '../../../infrastructure/net/checked-post.js'
import { isPublicAddress, permittedAddresses } from '../../../infrastructure/net/public-address.js'

export interface NtfyNotifierDeps extends Pick<CheckedPostOptions, 'ca' | 'lookup'> {
  readonly timeoutMs?: number
}

/** An ntfy server answers in some 100 ms; a phone's network is not involved. */
const TIMEOUT_MS = 15_000
/** 1 to 5, with 3 as the default of ntfy. */
const PRIORITIES = { normal: 3, high: 4 } as const

/**
 * Publishes messages to a topic of an ntfy server, as JSON to the root of the server: titles in headers would be ASCII.
 * https://docs.ntfy.sh/publish/#publish-as-json
 */
export const ntfyNotifier = ({ timeoutMs = TIMEOUT_MS, ca, lookup }: NtfyNotifierDeps): WebhookNotifier => ({
  isPublic: (url) => async () => (await leadsOnlyTo(new URL(url).hostname, isPublicAddress)) ?? true,
  send: (target, message) => async () => {
    const topic = new URL(target.url)
    return checkedPost(new URL('/', topic), {
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'Penates',
        ...(target.secret === null ? {} : { Authorization: `Bearer ${target.secret}` }),
      },
      body: bodyOf(message, topic.pathname.slice(1), target.hubUrl),
      isAllowed: permittedAddresses(topic, target.allowsPrivate),
      timeoutMs,
      ca,
      lookup,
    })
  },
})

const bodyOf = ({ title, body, urgency, page }: NotificationMessage, topic: string, hubUrl: string | null): string =>
  JSON.stringify({
    topic,
    title,
    message: body,
    priority: PRIORITIES[urgency],
    ...(hubUrl === null ? {} : { click: hubUrl.replace(/\/+$/, '') + page }),
  })
