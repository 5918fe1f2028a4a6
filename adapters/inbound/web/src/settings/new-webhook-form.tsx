import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { EVENTS_THAT_NEED_A_PERSON, NOTIFICATION_KINDS } from '../../../../../domain/webhooks/notification-kinds.js'
import { webhookTexts } from './webhook-texts.js'
import { mount } from '../app/platform/mount.js'
import { hasShapeOf } from '../app/draft-shelf.js'
import { useDraftOf } from '../app/drafts.js'
import type { NewWebhook } from './webhooks-state.js'
import { Segments } from '../ui/segments.js'
import { Check, toggled } from './check.js'
import { IssueForm } from './issued.js'

interface Props {
  readonly onAdd: (webhook: NewWebhook) => Promise<void>
  readonly onCancel: () => void
}

/** Name of the draft. */
export const NEW_WEBHOOK = 'new-webhook'
const EMPTY = {
  kind: 'webhook',
  label: '',
  url: '',
  events: EVENTS_THAT_NEED_A_PERSON as ReadonlyArray<string>,
  allowsPrivate: false,
  isLinked: true,
}
type Draft = typeof EMPTY
const isDraft = hasShapeOf(EMPTY)

/** Form for the address and the kinds of events of a webhook. */
export function NewWebhookForm({ onAdd, onCancel }: Props): VNode {
  const m = webhookTexts.value
  const [draft, setDraft] = useDraftOf(NEW_WEBHOOK, EMPTY, isDraft)
  const patch = (change: Partial<Draft>): void => setDraft({ ...draft, ...change })
  const { label, url, allowsPrivate, isLinked } = draft
  const kind: NewWebhook['kind'] = draft.kind === 'ntfy' ? 'ntfy' : 'webhook'
  /** Not in the draft: secrets are not stored. */
  const [token, setToken] = useState('')
  const events = new Set(draft.events)
  const isReady = label.trim() !== '' && url.trim() !== '' && events.size > 0
  const ownAddress = `${window.location.origin}${mount}`
  const add = (): Promise<void> =>
    onAdd({
      ...{ kind, label, url: url.trim(), allowsPrivate },
      events: NOTIFICATION_KINDS.filter((one) => events.has(one)),
      hubUrl: isLinked ? ownAddress : null,
      token: kind === 'ntfy' && token !== '' ? token : null,
    })
  return (
    <IssueForm submit={m.addWebhook} isReady={isReady} onSubmit={add} onCancel={onCancel}>
      <Segments
        label={m.webhookKind}
        value={kind}
        options={[
          ['webhook', m.webhookKinds.webhook],
          ['ntfy', m.webhookKinds.ntfy],
        ]}
        onChoose={(next) => patch({ kind: next })}
      />
      <Text label={m.webhookLabel} value={label} maxLength={80} onInput={(text) => patch({ label: text })} />
      <Text
        label={kind === 'ntfy' ? m.webhookTopic : m.webhookUrl}
        value={url}
        maxLength={2048}
        placeholder={kind === 'ntfy' ? 'https://ntfy.sh/my-topic' : 'https://example.com/hook'}
        onInput={(text) => patch({ url: text })}
      />
      {kind === 'ntfy' && <Text label={m.webhookToken} value={token} maxLength={512} isSecret onInput={setToken} />}
      <fieldset>
        <legend class="setting-label as-block">{m.webhookEventsTitle}</legend>
        {NOTIFICATION_KINDS.map((one) => (
          <Check
            key={one}
            label={m.webhookEvents[one]}
            isOn={events.has(one)}
            onChange={() => patch({ events: [...toggled(events, one)] })}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend class="setting-label as-block">{m.webhookOptions}</legend>
        <Check
          label={m.webhookAllowPrivate}
          hint={m.webhookAllowPrivateHint}
          isOn={allowsPrivate}
          onChange={() => patch({ allowsPrivate: !allowsPrivate })}
        />
        <Check
          label={m.webhookLink}
          hint={ownAddress}
          isOn={isLinked}
          onChange={() => patch({ isLinked: !isLinked })}
        />
      </fieldset>
    </IssueForm>
  )
}

interface TextProps {
  readonly label: string
  readonly value: string
  readonly maxLength: number
  readonly placeholder?: string
  readonly isSecret?: boolean
  readonly onInput: (value: string) => void
}

function Text({ label, value, maxLength, placeholder, isSecret, onInput }: TextProps): VNode {
  return (
    <label>
      <span class="setting-label as-block">{label}</span>
      <input
        class="field"
        type={isSecret === true ? 'password' : 'text'}
        autocomplete="off"
        spellcheck={false}
        maxLength={maxLength}
        placeholder={placeholder}
        value={value}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
    </label>
  )
}
