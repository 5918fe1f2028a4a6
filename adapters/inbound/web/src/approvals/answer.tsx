import { Check, Pencil, X } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { HubApproval } from '../hub/hub.js'
import { messages } from '../i18n/messages.js'
import { readEdit } from './approval-input.js'
import { decide, deciding, type Choice } from '../state/approvals.js'
import { useDraft } from '../state/drafts.js'
import { Icon } from '../ui/icon.js'

interface Props {
  readonly approval: HubApproval
  readonly editing: boolean
  readonly onEdit: () => void
}

/**
 * Buttons that allow the call as it is, as edited or for the rest of the session, or deny it with an optional reason.
 */
export function Answer({ approval, editing, onEdit }: Props): VNode {
  const m = messages.value
  const [text, setText] = useDraft(`approval-input ${approval.id}`, JSON.stringify(approval.input, null, 2))
  const [reason, setReason] = useDraft(`approval-reason ${approval.id}`, '')
  const [remember, setRemember] = useState(false)
  const edit = readEdit(text)
  const isBusy = deciding.value.has(approval.id)
  const send = (choice: Choice) => (): void => void decide(approval, choice)
  const allow: Choice = {
    decision: 'allow',
    ...(editing && edit.ok ? { updatedInput: edit.input } : { remember }),
  }
  return (
    <>
      {editing && (
        <label class="labelled">
          <span>{m.editedInput}</span>
          <textarea
            class="field mono approval-edit"
            spellcheck={false}
            value={text}
            aria-invalid={!edit.ok}
            onInput={(event) => {
              setText(event.currentTarget.value)
            }}
          />
          <span class="fault" role="alert">
            {edit.ok ? '' : m.editNotAnObject}
          </span>
        </label>
      )}
      <label class="labelled">
        <span>{m.denyReason}</span>
        <input
          class="field"
          value={reason}
          maxLength={2000}
          placeholder={m.denyReasonHint}
          onInput={(event) => {
            setReason(event.currentTarget.value)
          }}
        />
      </label>
      <div class="approval-answers">
        <button type="button" class="button primary" disabled={isBusy || (editing && !edit.ok)} onClick={send(allow)}>
          <Icon of={Check} />
          {editing ? m.allowEdited : m.allow}
        </button>
        <button
          type="button"
          class="button danger"
          disabled={isBusy}
          onClick={send({ decision: 'deny', ...(reason.trim() === '' ? {} : { reason: reason.trim() }) })}
        >
          <Icon of={X} />
          {m.deny}
        </button>
        <button type="button" class="button" aria-pressed={editing} onClick={onEdit}>
          <Icon of={Pencil} />
          {editing ? m.stopEditing : m.edit}
        </button>
        {!editing && (
          <label class="approval-remember">
            <input
              type="checkbox"
              checked={remember}
              onChange={(event) => {
                setRemember(event.currentTarget.checked)
              }}
            />
            {m.allowAgain}
          </label>
        )}
      </div>
    </>
  )
}
