import { createECDH } from 'node:crypto'
import type { PushSender } from '../../../application/push/push-sender.port.js'
import type { PushMessage } from '../../../domain/push/message.js'
import type { PushTarget } from '../../../domain/push/subscription.js'
import { errorText } from '../../../infrastructure/files/disk.js'
import { leadsOnlyTo } from '../../../infrastructure/net/checked-lookup.js'
import { checkedPost } from '../../../infrastructure/net/checked-post.js'
import { isPublicAddress } from '../../../infrastructure/net/public-address.js'

/** The hub's own keys. RFC 8292. */
export interface VapidKeys {
  /** Base64url. */
  readonly publicKey: string
  readonly privateKey: string
}

export interface WebPushSenderDeps {
  /** `null` when the hub cannot push. */
  readonly vapid: (VapidKeys & { readonly subject: () => string | null }) | null
  /** Defaults to addresses on the internet. Tests allow this machine. */
  readonly isAllowed?: (address: string) => boolean
  /** Certificate authority of a test's push service. */
  readonly ca?: string
  readonly timeoutMs?: number
}

/** Length of a private key of P-256; one that begins with zeros comes shorter. */
const PRIVATE_KEY_BYTES = 32

export function newVapidKeys(): VapidKeys {
  const pair = createECDH('prime256v1')
  const publicKey = pair.generateKeys()
  const privateKey = pair.getPrivateKey()
  const padding = Buffer.alloc(PRIVATE_KEY_BYTES - privateKey.length)
  return {
    publicKey: publicKey.toString('base64url'),
    privateKey: Buffer.concat([padding, privateKey]).toString('base64url'),
  }
}

/** A push service answers in some 100 ms; ten seconds are a dead one. */
const TIMEOUT_MS = 10_000

/** Encrypts and signs with `web-push`, and sends by itself: to checked addresses, within one time limit. */
export function webPushSender(deps: WebPushSenderDeps): PushSender {
  const { vapid, isAllowed = isPublicAddress, ca, timeoutMs = TIMEOUT_MS } = deps
  const prepare = async (target: PushTarget, { payload, ttlSeconds, urgency, topic }: PushMessage) => {
    const subject = vapid?.subject() ?? null
    if (vapid === null || subject === null) throw new Error('there are no keys to sign with, or no contact')
    // Loaded with the first message: it takes two megabytes.
    const { default: webPush } = await import('web-push')
    return webPush.generateRequestDetails(target, JSON.stringify(payload), {
      vapidDetails: { ...vapid, subject },
      contentEncoding: 'aes128gcm',
      TTL: ttlSeconds,
      urgency,
      ...(topic === undefined ? {} : { topic }),
    })
  }

  return {
    publicKey: vapid?.publicKey ?? null,
    hasContact: () => vapid !== null && vapid.subject() !== null,
    isPublic: (endpoint) => async () => (await leadsOnlyTo(new URL(endpoint).hostname, isAllowed)) ?? true,
    send: (target, message) => async () => {
      try {
        const { endpoint, headers, body } = await prepare(target, message)
        return await checkedPost(new URL(endpoint), { headers, body, isAllowed, timeoutMs, ca })
      } catch (thrown) {
        return { _tag: 'NoAnswer', reason: errorText(thrown) }
      }
    },
  }
}
