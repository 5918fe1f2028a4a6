import { Power, Send, Trash2 } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { webhookTexts } from './webhook-texts.js'
import { span } from '../app/texts/relative-time.js'
import { calmNow } from '../app/now.js'
import {
  outcomeText,
  removeWebhook,
  switchWebhook,
  testWebhook,
  type Webhook,
  type WebhookDelivery,
} from './webhooks-state.js'
import { ago } from '../ui/ago.js'
import { Icon } from '../ui/icon.js'
import { TwoStepButton } from '../ui/two-step-button.js'

/** Webhook with its state, its last deliveries and what can be done with it. */
export function WebhookRow({ webhook }: { readonly webhook: Webhook }): VNode {
  const m = webhookTexts.value
  const [isTesting, setTesting] = useState(false)
  const { id, label, kind, url, events, enabled, disabled, deliveries } = webhook
  const test = async (): Promise<void> => {
    setTesting(true)
    await testWebhook(webhook)
    setTesting(false)
  }
  return (
    <li class="webhook stack gap-4 line-faint anywhere">
      <div class="webhook-head align-baseline flex wrap">
        <span class="setting-label as-block">{label}</span>
        <span class="hint">{m.webhookKinds[kind]}</span>
        <span class={enabled ? 'hint webhook-state to-end' : 'webhook-state to-end webhook-off'}>
          {enabled ? m.webhookOn : m.webhookOff}
        </span>
      </div>
      <span class="hint mono">{url}</span>
      <span class="hint">{events.map(eventName).join(', ')}</span>
      {disabled !== null && (
        <p class="webhook-why">{m.webhookDisabled[disabled.reason](ago(Date.parse(disabled.at)))}</p>
      )}
      <State webhook={webhook} />
      {deliveries.length > 0 && (
        <details>
          <summary>{m.lastDeliveries}</summary>
          <ul class="webhook-deliveries">
            {deliveries.map((delivery) => (
              <Delivery key={`${delivery.at} ${delivery.kind}`} delivery={delivery} />
            ))}
          </ul>
        </details>
      )}
      <div class="webhook-buttons flex wrap gap-8">
        <button type="button" class="button" disabled={isTesting} onClick={() => void test()}>
          <Icon of={Send} />
          {m.testWebhook}
        </button>
        <button
          type="button"
          class={enabled ? 'button' : 'button primary'}
          onClick={() => void switchWebhook(webhook, !enabled)}
        >
          <Icon of={Power} />
          {enabled ? m.turnWebhookOff : m.turnWebhookOn}
        </button>
        <TwoStepButton
          id={`remove-webhook ${id}`}
          icon={Trash2}
          label={m.removeWebhook}
          question={m.removeWebhookQuestion}
          onConfirm={() => void removeWebhook(webhook)}
        />
      </div>
    </li>
  )
}

/** Failures, the next attempt, and messages that wait or were dropped; nothing when all is well. */
function State({ webhook }: { readonly webhook: Webhook }): VNode | null {
  const m = webhookTexts.value
  const { enabled, failures, nextAttemptAt, waiting, dropped } = webhook
  const next = nextAttemptAt === null ? null : span(Date.parse(nextAttemptAt) - calmNow.value)
  const facts = [
    enabled && failures > 0 ? m.webhookFailures(failures) : null,
    next === null ? null : m.webhookNextAttempt(next),
    waiting > 0 ? m.webhookWaiting(waiting) : null,
    dropped > 0 ? m.webhookDropped(dropped) : null,
  ].filter((fact) => fact !== null)
  return facts.length === 0 ? null : <span class="webhook-facts">{facts.join(' · ')}</span>
}

function Delivery({ delivery }: { readonly delivery: WebhookDelivery }): VNode {
  const m = webhookTexts.value
  const outcome = outcomeText(delivery)
  return (
    <li class={delivery.delivered ? '' : 'webhook-off'}>
      <time dateTime={delivery.at}>{ago(Date.parse(delivery.at))}</time>
      <span>{delivery.kind === 'test' ? m.webhookTest : eventName(delivery.kind)}</span>
      <span>{delivery.delivered ? m.webhookDelivered(outcome) : outcome}</span>
    </li>
  )
}

/** Name of a kind of events; its id for a kind of another version. */
function eventName(kind: string): string {
  const names: Readonly<Record<string, string>> = webhookTexts.value.webhookEvents
  return (Object.hasOwn(names, kind) ? names[kind] : undefined) ?? kind
}
