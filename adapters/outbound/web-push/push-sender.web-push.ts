import { createECDH } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Agent, request, type RequestOptions } from 'node:https'
import { isIP } from 'node:net'
import type { PushSender } from '../../../application/push/push-sender.port.js'
import type { DeliveryAnswer } from '../../../domain/push/delivery.js'
import type { PushMessage } from '../../../domain/push/message.js'
import type { PushTarget } from '../../../domain/push/subscription.js'
import { errorText } from '../../../infrastructure/files/disk.js'
import { guarded } from '../../../infrastructure/guard/guard.js'
import { checkedLookup, leadsOnlyTo } from '../../../infrastructure/net/checked-lookup.js'
import { isPublicAddress } from '../../../infrastructure/net/public-address.js'

/** The hub's own keys. RFC 8292. */
export interface VapidKeys {
  /** Base64url. */
  readonly publicKey: string
  readonly privateKey: string
}

export interface WebPushSenderDeps {
  /** `null` when the hub cannot push. */
  readonly vapid: (VapidKeys & { readonly subject: string }) | null
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
/** Services explain a refusal in a sentence. */
const MAX_REASON_LENGTH = 300
const MS_PER_SECOND = 1000

/** Encrypts and signs with `web-push`, and sends by itself: to checked addresses, within one time limit. */
export function webPushSender(deps: WebPushSenderDeps): PushSender {
  const { vapid, isAllowed = isPublicAddress, ca, timeoutMs = TIMEOUT_MS } = deps
  const agent = new Agent({
    lookup: guarded('name lookup', checkedLookup(isAllowed)),
    maxCachedSessions: 0,
    ...(ca === undefined ? {} : { ca }),
  })

  const prepare = async (target: PushTarget, { payload, ttlSeconds, urgency }: PushMessage) => {
    if (vapid === null) throw new Error('there are no keys to sign with')
    // Loaded with the first message: it takes two megabytes.
    const { default: webPush } = await import('web-push')
    return webPush.generateRequestDetails(target, JSON.stringify(payload), {
      vapidDetails: { ...vapid },
      contentEncoding: 'aes128gcm',
      TTL: ttlSeconds,
      urgency,
    })
  }

  return {
    publicKey: vapid?.publicKey ?? null,
    isPublic: (endpoint) => async () => (await leadsOnlyTo(new URL(endpoint).hostname, isAllowed)) ?? true,
    send: (target, message) => async () => {
      try {
        const { endpoint, method, headers, body } = await prepare(target, message)
        const url = new URL(endpoint)
        const host = url.hostname.replace(/^\[|\]$/g, '')
        // An address needs no look-up, so it never comes to the agent's check.
        if (isIP(host) && !isAllowed(host)) return noAnswer('the address is not public')
        const signal = AbortSignal.timeout(timeoutMs)
        return await post(url, { method, headers: { ...headers }, agent, signal }, body)
      } catch (thrown) {
        return noAnswer(errorText(thrown))
      }
    },
  }
}

const noAnswer = (reason: string): DeliveryAnswer => ({ _tag: 'NoAnswer', reason })

function post(url: URL, options: RequestOptions, body: Buffer | null): Promise<DeliveryAnswer> {
  return new Promise((resolve, reject) => {
    const receive = (response: IncomingMessage): void => {
      let reason = ''
      response.setEncoding('utf8')
      response.on('error', reject)
      const add = (text: string): void => void (reason = (reason + text).slice(0, MAX_REASON_LENGTH))
      response.on('data', guarded('push answer', add, reject))
      const ended = (): void => {
        const { statusCode = 0, headers } = response
        resolve({
          _tag: 'Answered',
          statusCode,
          reason: reason.trim() === '' ? null : reason.trim(),
          retryAfterMs: retryAfterMs(headers['retry-after']),
        })
      }
      response.on('end', guarded('push answer', ended, reject))
    }
    const outgoing = request(url, options, guarded('push answer', receive, reject))
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** Seconds or a date. RFC 9110, section 10.2.3. */
function retryAfterMs(value: string | undefined): number | null {
  if (value === undefined) return null
  const waitMs = /^\d+$/.test(value) ? Number(value) * MS_PER_SECOND : Date.parse(value) - Date.now()
  return Number.isNaN(waitMs) ? null : Math.max(waitMs, 0)
}
