import { Plus } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { messages } from '../i18n/messages.js'
import { calmNow } from '../state/now.js'
import { addWebhook, readWebhooks, webhooks } from '../state/webhooks.js'
import { Icon } from '../ui/icon.js'
import { NewWebhookForm } from './new-webhook-form.js'
import { Part } from './parts.js'
import { ShownSecret } from './shown-secret.js'
import { WebhookRow } from './webhook-row.js'

/** Webhooks and ntfy topics with their deliveries; `null` while the hub has not listed them. */
export function Webhooks(): VNode | null {
  const m = messages.value
  const [isMaking, setMaking] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  useEffect(() => void readWebhooks(), [calmNow.value])
  const all = webhooks.value
  if (all === null) return null
  return (
    <Part title={m.webhooks}>
      <p class="hint access-hint">{m.webhooksHint}</p>
      {secret !== null && (
        <ShownSecret
          label={m.webhookSecret}
          hint={m.webhookSecretHint}
          secret={secret}
          onDone={() => {
            setSecret(null)
          }}
        />
      )}
      {all.length === 0 && !isMaking && secret === null && <p class="access-none">{m.noWebhooks}</p>}
      <ul class="access-tokens">
        {all.map((webhook) => (
          <WebhookRow key={webhook.id} webhook={webhook} />
        ))}
      </ul>
      {isMaking ? (
        <NewWebhookForm
          onAdd={async (webhook) => {
            const added = await addWebhook(webhook)
            if (added === undefined) return
            setSecret(added)
            setMaking(false)
          }}
          onCancel={() => {
            setMaking(false)
          }}
        />
      ) : (
        <button
          type="button"
          class="button access-new"
          onClick={() => {
            setMaking(true)
          }}
        >
          <Icon of={Plus} />
          {m.newWebhook}
        </button>
      )}
    </Part>
  )
}
