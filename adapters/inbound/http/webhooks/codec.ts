import * as t from 'io-ts'
import type { ListedWebhook, Webhook, WebhookDelivery, WebhookDisabled } from '../../../../domain/webhooks/webhook.js'
import { NOTIFICATION_KINDS } from '../../../../domain/webhooks/notification-kinds.js'
import { integer, nullable, oneOf } from '../../../../infrastructure/codec/codecs.js'
import { from, isoTime, jsonOf, within } from '../../../../infrastructure/codec/json-of.js'

const Kind = t.keyof({ webhook: null, ntfy: null })
const EventKind = oneOf(NOTIFICATION_KINDS)

export const DeliveryJson = jsonOf<WebhookDelivery>()({
  at: isoTime,
  kind: t.string,
  delivered: t.boolean,
  statusCode: nullable(integer),
  reason: nullable(t.string),
})

const DisabledJson = jsonOf<WebhookDisabled>()({
  reason: t.keyof({ gone: null, failures: null, operator: null }),
  at: isoTime,
})

const WEBHOOK = {
  ...within<Webhook, 'secret'>()(({ webhook }: ListedWebhook) => webhook, {
    id: t.string,
    kind: Kind,
    label: t.string,
    url: t.string,
    events: t.readonlyArray(t.string),
    allowsPrivate: t.boolean,
    hubUrl: nullable(t.string),
    createdAt: isoTime,
    enabled: from(t.boolean, ({ disabled }) => disabled === null),
    disabled: nullable(DisabledJson),
    failures: integer,
    nextAttemptAt: nullable(isoTime),
    dropped: integer,
    deliveries: t.readonlyArray(DeliveryJson),
  }),
  waiting: integer,
}

/** A webhook without its secret. */
export const WebhookJson = jsonOf<ListedWebhook, 'webhook'>()(WEBHOOK)

export const WebhooksJson = jsonOf<{ readonly webhooks: ReadonlyArray<ListedWebhook> }>()({
  webhooks: t.readonlyArray(WebhookJson),
})

/** A new webhook; `secret` is the key of its signature, which no other answer has, and `null` for ntfy. */
export const CreatedWebhookJson = jsonOf<ListedWebhook & { readonly secret: string | null }, 'webhook'>()({
  ...WEBHOOK,
  secret: nullable(t.string),
})

const CHOSEN = {
  allowsPrivate: t.boolean,
  /** Address of the hub in links of messages. */
  hubUrl: nullable(t.string),
  /** Access token of an ntfy server. */
  token: nullable(t.string),
}

export const NewWebhookJson = t.intersection([
  t.strict({ kind: Kind, label: t.string, url: t.string, events: t.readonlyArray(EventKind) }),
  t.exact(t.partial(CHOSEN)),
])

export const WebhookChangesJson = t.exact(
  t.partial({ label: t.string, url: t.string, events: t.readonlyArray(EventKind), enabled: t.boolean, ...CHOSEN }),
)
