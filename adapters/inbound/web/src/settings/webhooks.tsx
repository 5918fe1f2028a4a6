import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { webhookTexts } from './webhook-texts.js'
import { usePart } from '../app/watched-parts.js'
import { addWebhook, readWebhooks, webhooks } from './webhooks-state.js'
import { Issued } from './issued.js'
import { NEW_WEBHOOK, NewWebhookForm } from './new-webhook-form.js'
import { LatePart } from './parts.js'
import { WebhookRow } from './webhook-row.js'

/** Webhooks and ntfy topics with their deliveries; nothing is shown for a token that may not list them. */
export function Webhooks(): VNode {
  const m = webhookTexts.value
  const turn = usePart('webhooks')
  useEffect(() => void readWebhooks(), [turn])
  const all = webhooks.value
  if (all === null) return <LatePart />
  return (
    <Issued
      part="webhooks"
      texts={{
        title: messages.value.webhooks,
        hint: m.webhooksHint,
        none: m.noWebhooks,
        make: m.newWebhook,
        secretLabel: m.webhookSecret,
        secretHint: m.webhookSecretHint,
      }}
      isEmpty={all.length === 0}
      draft={NEW_WEBHOOK}
      form={(made, cancel) => (
        <NewWebhookForm
          onAdd={async (webhook) => {
            const secret = await addWebhook(webhook)
            if (secret !== undefined) made(secret)
          }}
          onCancel={cancel}
        />
      )}
    >
      {all.map((webhook) => (
        <WebhookRow key={webhook.id} webhook={webhook} />
      ))}
    </Issued>
  )
}
