import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '../shared/instant.js'
import { invalidWebhook, type InvalidWebhook } from './errors.js'
import { NOTIFICATION_KINDS } from './notification-kinds.js'

/** Form of the requests to a target: `webhook` by the Standard Webhooks specification, `ntfy` for a topic of an ntfy server. */
export type WebhookKind = 'webhook' | 'ntfy'

/** Address to which messages are sent. */
export interface NotifierTarget {
  /** Form of the requests. */
  readonly kind: WebhookKind
  /** An https URL, or an http URL in a private network. */
  readonly url: string
  /** Permits addresses of this machine and of private networks. */
  readonly allowsPrivate: boolean
  /** Address of the hub in links of messages; `null` for messages without a link. */
  readonly hubUrl: string | null
  /** Key of the signature of a webhook: `whsec_` and base64. Access token of an ntfy server; `null` without one. */
  readonly secret: string | null
}

/** Attempt to deliver a message. */
export interface WebhookDelivery {
  /** Time of the answer. */
  readonly at: Instant
  readonly kind: string
  /** True for a status of 2xx. */
  readonly delivered: boolean
  /** `null` without an answer. */
  readonly statusCode: number | null
  /** Beginning of a refusal, or the reason why there was no answer. */
  readonly reason: string | null
}

/** Reason and time at which a webhook was turned off. */
export interface WebhookDisabled {
  /** `gone`: the target answered 410. `failures`: all attempts of a day failed. `operator`: by a person. */
  readonly reason: 'gone' | 'failures' | 'operator'
  /** Time at which it was turned off. */
  readonly at: Instant
}

/** Target with its state of delivery. */
export interface Webhook extends NotifierTarget {
  /** Names the webhook in the API and the audit log; no secret. */
  readonly id: string
  /** Name that its creator gave it, 1 to 80 characters. */
  readonly label: string
  /** Kinds of events that are sent; kinds of another version are kept. */
  readonly events: ReadonlyArray<string>
  /** Time of its creation. */
  readonly createdAt: Instant
  /** `null` while it is on. */
  readonly disabled: WebhookDisabled | null
  /** Consecutive failed attempts. */
  readonly failures: number
  /** Time of the next attempt; `null` when none is planned. */
  readonly nextAttemptAt: Instant | null
  /** Messages that were given up since its creation. */
  readonly dropped: number
  /** Last attempts, newest first. */
  readonly deliveries: ReadonlyArray<WebhookDelivery>
}

/** Fields that a person chooses. `secret` is the access token of ntfy. */
export type WebhookDraft = NotifierTarget & Pick<Webhook, 'label' | 'events'>

/** UTF-16 code units: fits a line of the list. */
const MAX_LABEL_LENGTH = 80
const MAX_URL_LENGTH = 2048
const MAX_TOKEN_LENGTH = 512

/** 1 to 80 characters without control characters, and not blank. */
const LABEL = /^(?=.*\S)\P{Cc}+$/u
const KNOWN_KINDS: ReadonlySet<string> = new Set(NOTIFICATION_KINDS)
const TOPIC_PATH = /^\/[-\w]{1,64}$/
/** Visible ASCII, which a header can hold. */
const TOKEN = /^[!-~]+$/

/** Checks the form of the fields and trims the label. The host of the URL is checked when it is resolved. */
export function checkWebhook(draft: WebhookDraft): E.Either<InvalidWebhook, WebhookDraft> {
  const label = draft.label.trim()
  const { kind, events, hubUrl, secret } = draft
  if (!LABEL.test(label) || label.length > MAX_LABEL_LENGTH) return E.left(invalidWebhook('label'))
  if (!isTargetUrl(draft)) return E.left(invalidWebhook('url'))
  const isChosen = events.length > 0 && events.every((event) => KNOWN_KINDS.has(event))
  if (!isChosen) return E.left(invalidWebhook('events'))
  if (hubUrl !== null && readUrl(hubUrl) === null) return E.left(invalidWebhook('hubUrl'))
  const isToken = secret === null || (TOKEN.test(secret) && secret.length <= MAX_TOKEN_LENGTH)
  if (kind === 'ntfy' && !isToken) return E.left(invalidWebhook('token'))
  return E.right({ ...draft, label, events: [...new Set(events)] })
}

function isTargetUrl({ kind, url, allowsPrivate }: WebhookDraft): boolean {
  const read = readUrl(url)
  if (read === null || (read.protocol === 'http:' && !allowsPrivate)) return false
  return kind === 'webhook' || (TOPIC_PATH.test(read.pathname) && read.search === '')
}

/** `null` for a text that is no URL over HTTP, has a name and password, or is too long. */
function readUrl(text: string): URL | null {
  if (text.length > MAX_URL_LENGTH || !URL.canParse(text)) return null
  const url = new URL(text)
  const isPlain = url.username === '' && url.password === '' && url.hash === ''
  return isPlain && /^https?:$/.test(url.protocol) ? url : null
}

/** New key of a webhook from random text of 24 to 64 characters. */
export const webhookSecret = (random: string): string => `whsec_${btoa(random)}`

/** Webhook as shown to clients. */
export interface ListedWebhook {
  /** Webhook as stored. */
  readonly webhook: Webhook
  readonly waiting: number
}
