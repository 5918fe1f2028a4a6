import { X } from 'lucide-preact'
import type { VNode } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { deciding } from '../app/approvals.js'
import { useDraft } from '../app/drafts.js'
import type { HubApproval } from '../app/hub/hub.js'
import { textsThatLoadLate } from '../app/texts/late-texts.js'
import { messages } from '../app/texts/messages.js'
import { Icon } from '../ui/icon.js'
import { callTexts } from './call-parts.js'
import { denialDe } from './denial.de.js'
import { denialEn } from './denial.en.js'
import { commentsOn, decideOn, reasonWith } from './plan-remarks.js'
import { planTexts } from './plan-texts.js'
import { typedReason, type TypedReason } from './typed-reason.js'

const denialTexts = textsThatLoadLate(denialEn, denialDe)

interface Props {
  readonly approval: HubApproval
  readonly onBack: () => void
}

/** Asks for a reason where the agent takes one; Enter denies with it or without, Escape goes back. One that does not fit is not sent. */
export function Denial({ approval, onBack }: Props): VNode {
  const m = messages.value
  const t = planTexts.value
  const { id, kind, isAtDialog, reasonLimit } = approval
  const isBusy = deciding.value.has(id)
  const [typed, setTyped] = useDraft(`approval-reason ${id}`, '')
  const comments = commentsOn(id).length
  const said = typedReason(comments > 0 ? reasonWith(approval, typed) : typed, approval)
  const { reason, problem } = said
  const field = useRef<HTMLTextAreaElement>(null)
  const submit = useRef<HTMLButtonElement>(null)
  const noteId = useId()
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
        if (!isBusy && problem === null)
          void decideOn(approval, { decision: 'deny', ...(reason === '' ? {} : { reason }) })
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        back()
      }}
    >
      {reasonLimit > 0 ? (
        <div class="grid gap-4">
          <label class="labelled">
            <span>{comments > 0 ? t.aboutAll : m.denyReason}</span>
            <textarea
              ref={field}
              rows={1}
              class="field denial-reason"
              value={typed}
              placeholder={m.denyReasonHint}
              aria-invalid={problem !== null}
              aria-describedby={noteId}
              onInput={(event) => setTyped(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
                event.preventDefault()
                event.currentTarget.form?.requestSubmit()
              }}
            />
          </label>
          {comments > 0 && <span class="hint">{t.goAlong(comments)}</span>}
          <Note id={noteId} of={said} />
        </div>
      ) : (
        <p class="hint">{isAtDialog ? denialTexts.value.noneAtDialog : denialTexts.value.none}</p>
      )}
      <div class="approval-answers">
        <button ref={submit} type="submit" class="button danger" disabled={isBusy || problem !== null}>
          <Icon of={X} />
          {kind === 'plan' ? callTexts(approval).deny : m.deny}
        </button>
        <button type="button" class="button" onClick={back}>
          {m.back}
        </button>
      </div>
    </form>
  )
}

/** Characters that are left, or the problem with the words, which is read out. */
export function Note({ id, of: { problem, left } }: { readonly id: string; readonly of: TypedReason }): VNode {
  const m = denialTexts.value
  const fault = problem === null ? '' : problem === 'too-long' ? m.tooLong(-(left ?? 0)) : m.severalLines
  return (
    <span id={id} class="text-1">
      <span class="fault" role="alert">
        {fault}
      </span>
      {problem === null && left !== null && <span class="hint">{m.left(left)}</span>}
    </span>
  )
}
