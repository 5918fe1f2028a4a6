import { Check, CheckCheck, Pencil } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { HubApproval } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { planTextOf, readEdit, readPlanEdit } from './approval-input.js'
import { deciding, type Choice } from '../app/approvals.js'
import { drafts, useDraft } from '../app/drafts.js'
import { callTexts, DenyButton } from './call-parts.js'
import { Denial } from './denial.js'
import { KeyButton } from './key-button.js'
import { commentsOn, decideOn } from './plan-remarks.js'
import { planTexts } from './plan-texts.js'

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
  const t = planTexts.value
  const plan = planTextOf(approval)
  const comments = commentsOn(id).length
  const [text, setText] = useDraft(`approval-input ${id}`, plan ?? JSON.stringify(approval.input, null, 2))
  const [denying, setDenying] = useState(() => drafts.has(`approval-reason ${id}`))
  const edit = plan === null ? readEdit(text) : readPlanEdit(approval.input, text)
  const allow = comments > 0 ? t.acceptWithout(comments) : callTexts(approval).allow
  const isBusy = deciding.value.has(id)
  const send = (choice: Choice) => (): void => void decideOn(approval, choice)
  if (denying) return <Denial approval={approval} onBack={() => setDenying(false)} />
  return (
    <>
      {editing && (
        <label class="labelled">
          <span>{plan === null ? m.editedInput : t.editedPlan}</span>
          <textarea
            class={`field ${plan === null ? 'mono approval-edit' : 'plan-edit'}`}
            spellcheck={plan !== null}
            value={text}
            aria-invalid={!edit.ok}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <span class="fault" role="alert">
            {edit.ok ? '' : plan === null ? m.editNotAnObject : t.planIsEmpty}
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
          {!editing ? allow : plan === null ? m.allowEdited : t.acceptEdited}
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
        <DenyButton
          approval={approval}
          label={comments > 0 ? t.keepPlanningWith(comments) : undefined}
          onPress={() => setDenying(true)}
        />
        {approval.canEdit && (
          <KeyButton shortcut="e" icon={Pencil} isPressed={editing} onPress={onEdit}>
            {editing ? m.stopEditing : m.edit}
          </KeyButton>
        )}
      </div>
    </>
  )
}
