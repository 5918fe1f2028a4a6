import type { Tagged } from '../shared/tagged.js'

/** A field of a webhook does not have the form that it must have. */
export interface InvalidWebhook extends Tagged<'InvalidWebhook'> {
  /** `host` for an address that is not permitted; `count` when the hub stores as many webhooks as it can. */
  readonly field: 'label' | 'url' | 'host' | 'events' | 'hubUrl' | 'token' | 'count'
}
export const invalidWebhook = (field: InvalidWebhook['field']): InvalidWebhook => ({ _tag: 'InvalidWebhook', field })

/** No webhook has this id: it was revoked, or there was none. */
export interface WebhookNotFound extends Tagged<'WebhookNotFound'> {
  /** Id that was asked for. */
  readonly id: string
}
export const webhookNotFound = (id: string): WebhookNotFound => ({ _tag: 'WebhookNotFound', id })
