import { signal } from '@preact/signals'
import type { BodyOf } from '../app/hub/hub.js'
import { webhookTexts } from './webhook-texts.js'
import { failed, failedBy, hasCode } from '../app/failed.js'
import { newest } from '../app/newest.js'
import { ask, client } from '../app/the-hub.js'
import { toast } from '../app/toasts.js'

export type Webhook = BodyOf<'listWebhooks'>['webhooks'][number]
export type WebhookDelivery = Webhook['deliveries'][number]
export type NewWebhook = Parameters<typeof client.createWebhook>[0]['body']

/** Webhooks from the hub; `null` before the first response, and for a token that may not list them. */
export const webhooks = signal<ReadonlyArray<Webhook> | null>(null)

const known = newest(webhooks, async () => {
  const answer = await ask(client.listWebhooks(), ({ body }) => body.webhooks)
  return answer.ok ? answer.value : null
})

export const readWebhooks = known.again

/** Adds a webhook. Resolves to its secret, which is `null` for ntfy; to `undefined` when it was not added. */
export async function addWebhook(webhook: NewWebhook): Promise<string | null | undefined> {
  const answer = await ask(client.createWebhook({ body: webhook }), ({ body }) => body.secret)
  if (!answer.ok) {
    failedBy('field', webhookTexts.value.webhookFields, webhookTexts.value.couldNotAddWebhook, answer.failure)
    return undefined
  }
  await known.again()
  return answer.value
}

export async function switchWebhook({ id }: Webhook, enabled: boolean): Promise<void> {
  const answer = await ask(client.changeWebhook({ params: { id }, body: { enabled } }))
  if (!answer.ok)
    failedBy('field', webhookTexts.value.webhookFields, webhookTexts.value.couldNotChangeWebhook, answer.failure)
  else known.change((all) => all.map((one) => (one.id === id ? answer.value : one)))
}

/** Sends a test and shows what came of it. */
export async function testWebhook({ id, label }: Webhook): Promise<void> {
  const m = webhookTexts.value
  const answer = await ask(client.testWebhook({ params: { id } }))
  if (!answer.ok) failed(m.couldNotTestWebhook, answer.failure)
  else if (answer.value.delivered) toast({ text: m.webhookTestDelivered(label) })
  else toast({ kind: 'failed', text: m.webhookTestFailed(label, outcomeText(answer.value)) })
  await known.again()
}

export async function removeWebhook({ id, label }: Webhook): Promise<void> {
  const m = webhookTexts.value
  const answer = await ask(client.revokeWebhook({ params: { id } }), () => null)
  if (!answer.ok && !hasCode(answer.failure, 'WebhookNotFound')) {
    failed(m.couldNotRemoveWebhook, answer.failure)
    return
  }
  known.change((all) => all.filter((one) => one.id !== id))
  toast({ text: m.webhookRemoved(label) })
}

/** Status and reason of a delivery: `403 wrong key`. */
export const outcomeText = ({ statusCode, reason }: WebhookDelivery): string =>
  [statusCode, reason].filter((part) => part !== null).join(' ')
