import { Check, CheckCheck, Pencil, X } from 'lucide-preact'
import type { VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { HubApproval } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { readEdit } from './approval-input.js'
import { decide, deciding, type Choice } from '../app/approvals.js'
import { drafts, useDraft } from '../app/drafts.js'
import { Icon } from '../ui/icon.js'
import { callTexts, DenyButton } from './call-parts.js'
import { KeyButton } from './key-button.js'

interface Props {
  readonly approval: HubApproval
  readonly editing: boolean
  readonly onEdit: () => void
}

/**
 * Buttons that allow the call as it is, as edited or for the rest of the session, or deny it with a reason. Each names the
 * key that presses it on the page of approvals.
 */
export function Answer({ approval, editing, onEdit }: Props): VNode {
  const m = messages.value
  const { id, kind } = approval
  const isPlan = kind === 'plan'
  const [text, setText] = useDraft(`approval-input ${id}`, JSON.stringify(approval.input, null, 2))
  const [denying, setDenying] = useState(() => drafts.has(`approval-reason ${id}`))
  const edit = readEdit(text)
  const isBusy = deciding.value.has(id)
  const send = (choice: Choice) => (): void => void decide(approval, choice)
  if (denying) return <Denial approval={approval} onBack={() => setDenying(false)} />
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
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <span class="fault" role="alert">
            {edit.ok ? '' : m.editNotAnObject}
          </span>
        </label>
      )}
      <div class="approval-answers">
        <KeyButton
          shortcut="a"
          kind="primary"
          icon={Check}
          disabled={isBusy || (editing && !edit.ok)}
          onPress={send({ decision: 'allow', ...(editing && edit.ok ? { updatedInput: edit.input } : {}) })}
        >
          {editing ? m.allowEdited : callTexts(approval).allow}
        </KeyButton>
        {!editing && !isPlan && (
          <KeyButton
            shortcut="A"
            icon={CheckCheck}
            disabled={isBusy}
            tip={m.allowAgainTip}
            onPress={send({ decision: 'allow', remember: true })}
          >
            {m.allowAgain}
          </KeyButton>
        )}
        <DenyButton approval={approval} onPress={() => setDenying(true)} />
        {approval.canEdit && (
          <KeyButton shortcut="e" icon={Pencil} isPressed={editing} onPress={onEdit}>
            {editing ? m.stopEditing : m.edit}
          </KeyButton>
        )}
      </div>
    </>
  )
}

interface DenialProps {
  readonly approval: HubApproval
  readonly onBack: () => void
}

/** Asks for a reason, which the dialog of an agent takes for a plan alone; Enter denies with it or without, Escape goes back. */
export function Denial({ approval, onBack }: DenialProps): VNode {
  const m = messages.value
  const { id, kind, isAtDialog } = approval
  const takesReason = !isAtDialog || kind === 'plan'
  const isBusy = deciding.value.has(id)
  const [typed, setTyped] = useDraft(`approval-reason ${id}`, '')
  const reason = takesReason ? typed.trim() : ''
  const field = useRef<HTMLInputElement>(null)
  const submit = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => (field.current ?? submit.current)?.focus(), [])
  const back = (): void => {
    setTyped('')
    onBack()
    submit.current?.closest('article')?.focus()
  }
  return (
    <form
      class="approval-denial grid"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy) void decide(approval, { decision: 'deny', ...(reason === '' ? {} : { reason }) })
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        back()
      }}
    >
      {takesReason && (
        <label class="labelled">
          <span>{m.denyReason}</span>
          <input
            ref={field}
            class="field"
            value={typed}
            maxLength={2000}
            placeholder={m.denyReasonHint}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
      )}
      <div class="approval-answers">
        <button ref={submit} type="submit" class="button danger" disabled={isBusy}>
          <Icon of={X} />
          {m.deny}
        </button>
        <button type="button" class="button" onClick={back}>
          {m.back}
        </button>
      </div>
    </form>
  )
}
