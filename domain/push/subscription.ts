import * as E from 'fp-ts/lib/Either.js'
import { isLive, type NamedToken } from '../access/named-token.js'
import { visibleText } from '../approvals/visible-text.js'
import type { Instant } from '../shared/instant.js'
import { invalidSubscription, type InvalidSubscription, type TooManySubscriptions } from './errors.js'

/** Push subscription of a browser. Push API, PushSubscription. */
export interface PushTarget {
  /** An https URL of a push service. */
  readonly endpoint: string
  /** End of the subscription; `null` for none. */
  readonly expirationTime: Instant | null
  /** Base64url: an uncompressed P-256 point (65 bytes) and 16 random bytes. RFC 8291, section 3. */
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

/** Subscription of one browser with its delivery state. */
export interface PushSubscription extends PushTarget {
  /** Id of a browser profile or an installed app. */
  readonly deviceId: string
  /** Time of the subscription. */
  readonly createdAt: Instant
  /** Consecutive failures; a delivery resets it to 0. */
  readonly failedAttempts: number
  /** Last failed delivery; `null` after a success. */
  readonly lastError: DeliveryError | null
  /** Id of the named token that made the subscription, which ends with it; absent for the operator's. */
  readonly tokenId?: string
  /** Name of the browser, as it calls itself: `Chrome, Android`. */
  readonly label?: string
}

/** Failed delivery of a push message. */
export interface DeliveryError {
  /** Time of the attempt. */
  readonly at: Instant
  /** `null` without an answer. */
  readonly statusCode: number | null
  /** Reason of the push service in one line. */
  readonly reason: string | null
}

/** Consecutive failures after which nothing is sent until the browser subscribes again. */
const MAX_FAILURES = 5
/** Above the number of devices that a person has. */
export const MAX_SUBSCRIPTIONS = 50
const MAX_ENDPOINT_LENGTH = 2048
const MAX_DEVICE_LENGTH = 128

export const isBroken = (subscription: PushSubscription): boolean => subscription.failedAttempts >= MAX_FAILURES

/** Validates the shape. Whether the host is public is checked when the address is resolved. */
export function parsePushTarget(raw: unknown): E.Either<InvalidSubscription, PushTarget> {
  if (!isRecord(raw)) return E.left(invalidSubscription('subscription'))
  const { endpoint, expirationTime, keys } = raw
  if (typeof endpoint !== 'string' || !isHttpsUrl(endpoint)) return E.left(invalidSubscription('endpoint'))
  if (!isRecord(keys)) return E.left(invalidSubscription('keys'))
  const { p256dh, auth } = keys
  if (typeof p256dh !== 'string' || !P256DH.test(p256dh)) return E.left(invalidSubscription('keys'))
  if (typeof auth !== 'string' || !AUTH.test(auth)) return E.left(invalidSubscription('keys'))
  const expires = typeof expirationTime === 'number' && Number.isFinite(expirationTime) ? expirationTime : null
  return E.right({ endpoint, expirationTime: expires, keys: { p256dh, auth } })
}

export const parseDeviceId = (raw: unknown): E.Either<InvalidSubscription, string> =>
  typeof raw === 'string' && raw !== '' && raw.length <= MAX_DEVICE_LENGTH
    ? E.right(raw)
    : E.left(invalidSubscription('device'))

/** 65 bytes that begin with 0x04, the mark of an uncompressed point; padding is optional. */
const P256DH = /^B[A-P][\w-]{85}=?$/
/** 16 bytes. */
const AUTH = /^[\w-]{22}(==)?$/

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function isHttpsUrl(text: string): boolean {
  if (text.length > MAX_ENDPOINT_LENGTH || !URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return protocol === 'https:' && username === '' && password === ''
}

/** Browser of a subscription, and the token with which it subscribes. */
export interface SubscriptionOwner {
  readonly deviceId: string
  /** Id of a named token; `undefined` for the operator. */
  readonly tokenId?: string | undefined
  readonly label?: string | undefined
}

const MAX_LABEL_LENGTH = 64

/** Name of a browser; `undefined` for one that is empty, too long or no text. */
export function browserLabel(raw: unknown): string | undefined {
  const label = typeof raw === 'string' ? visibleText(raw).trim() : ''
  return label === '' || label.length > MAX_LABEL_LENGTH ? undefined : label
}

/** Subscriptions of the operator and of tokens that are neither revoked nor expired. */
export const permitted = (
  subscriptions: ReadonlyArray<PushSubscription>,
  tokens: ReadonlyArray<NamedToken>,
  now: Instant,
): ReadonlyArray<PushSubscription> =>
  subscriptions.filter(({ tokenId }) => tokenId === undefined || isLive(tokens, tokenId, now))

/**
 * Adds a browser, or renews the subscription with the same endpoint: its creation time is kept, its failures are reset.
 * At the maximum, a broken subscription is replaced.
 */
export function subscribed(
  subscriptions: ReadonlyArray<PushSubscription>,
  target: PushTarget,
  { deviceId, tokenId, label }: SubscriptionOwner,
  at: Instant,
): E.Either<TooManySubscriptions, ReadonlyArray<PushSubscription>> {
  const known = subscriptions.find((one) => one.endpoint === target.endpoint)
  const fresh = {
    ...target,
    deviceId,
    createdAt: known?.createdAt ?? at,
    failedAttempts: 0,
    lastError: null,
    ...(tokenId === undefined ? {} : { tokenId }),
    ...(label === undefined ? {} : { label }),
  }
  if (known) return E.right(subscriptions.map((one) => (one === known ? fresh : one)))
  if (subscriptions.length < MAX_SUBSCRIPTIONS) return E.right([...subscriptions, fresh])
  const broken = subscriptions.find(isBroken)
  return broken
    ? E.right([...subscriptions.filter((one) => one !== broken), fresh])
    : E.left({ _tag: 'TooManySubscriptions', max: MAX_SUBSCRIPTIONS })
}

/** Subscriptions without the endpoint. Returns the same list when it has none. */
export function unsubscribed(
  subscriptions: ReadonlyArray<PushSubscription>,
  endpoint: string,
): ReadonlyArray<PushSubscription> {
  const rest = subscriptions.filter((one) => one.endpoint !== endpoint)
  return rest.length === subscriptions.length ? subscriptions : rest
}
