import { Ban, ExternalLink, Send, SquareTerminal } from 'lucide-preact'
import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import { readForm, type FormBody, type FormField } from '../../../../../domain/approvals/form.js'
import type { HubApproval } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { decide, deciding } from '../app/approvals.js'
import { useDraftOf } from '../app/drafts.js'
import { Icon } from '../ui/icon.js'
import { Link } from '../ui/link.js'
import { VisibleText } from '../ui/visible-text.js'
import { callTexts, DenyButton } from './call-parts.js'
import { answersIn, faultOf, initialDraft, isFormDraft } from './form-draft.js'
import { FormControl } from './form-control.js'
import { KeyButton } from './key-button.js'

interface Props {
  readonly approval: HubApproval
}

/** Request of an MCP server with its text: fields, an address, or the way to the terminal for what cannot be shown here. */
export function FormAnswer({ approval }: Props): VNode {
  const { id, input } = approval
  const form = useMemo(() => readForm(input), [id])
  const message = input['message']
  return (
    <>
      {typeof message === 'string' && (
        <p class="form-message grid gap-8 scroll anywhere">
          <VisibleText text={message} />
        </p>
      )}
      <Body approval={approval} form={form} />
    </>
  )
}

function Body({ approval, form }: Props & { readonly form: FormBody | null }): VNode {
  if (form === null) return <AtTerminal approval={approval} />
  return form.kind === 'url' ? (
    <Address approval={approval} url={form.url} />
  ) : (
    <Fields approval={approval} fields={form.fields} />
  )
}

function Fields({ approval, fields }: Props & { readonly fields: ReadonlyArray<FormField> }): VNode {
  const { id } = approval
  const first = useMemo(() => initialDraft(fields), [id])
  const [draft, setDraft] = useDraftOf(`approval-form ${id}`, first, isFormDraft)
  const isReady = fields.every((field) => faultOf(draft, field) === null)
  return (
    <form
      class="questions"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && !deciding.value.has(id))
          void decide(approval, { decision: 'allow', answers: answersIn(fields, draft) })
      }}
    >
      {fields.map((field) => (
        <FormControl key={field.name} id={`${id} ${field.name}`} field={field} draft={draft} onChange={setDraft} />
      ))}
      <div class="approval-answers">
        <KeyButton shortcut="a" kind="primary" icon={Send} disabled={!isReady || deciding.value.has(id)} isSubmit>
          {callTexts(approval).allow}
        </KeyButton>
        <Refusals approval={approval} />
      </div>
    </form>
  )
}

/** The address is shown in full and opened by the person alone. */
function Address({ approval, url }: Props & { readonly url: string }): VNode {
  const m = messages.value
  return (
    <>
      <p class="items-start grid gap-8 anywhere">
        <b>
          <VisibleText text={m.linkLeadsTo(new URL(url).host)} />
        </b>
        <span class="mono">
          <VisibleText text={url} />
        </span>
        <a class="button" href={url} target="_blank" rel="noopener noreferrer">
          <Icon of={ExternalLink} />
          {m.openLink}
        </a>
      </p>
      <div class="approval-answers">
        <KeyButton
          shortcut="a"
          kind="primary"
          icon={Send}
          disabled={deciding.value.has(approval.id)}
          onPress={() => void decide(approval, { decision: 'allow', answers: {} })}
        >
          {m.linkOpened}
        </KeyButton>
        <Refusals approval={approval} />
      </div>
    </>
  )
}

function AtTerminal({ approval }: Props): VNode {
  const m = messages.value
  return (
    <>
      <p class="hint">{m.formAtTerminal}</p>
      <div class="approval-answers">
        <Link to={{ page: 'terminal', session: approval.session }} class="button primary">
          <Icon of={SquareTerminal} />
          {m.openTerminal}
        </Link>
        <Refusals approval={approval} />
      </div>
    </>
  )
}

/** A server gets no reason, so both take effect at once. */
function Refusals({ approval }: Props): VNode {
  const m = messages.value
  return (
    <>
      <DenyButton approval={approval} onPress={() => void decide(approval, { decision: 'deny' })} />
      <KeyButton
        shortcut="c"
        icon={Ban}
        disabled={deciding.value.has(approval.id)}
        tip={m.dismissFormTip}
        onPress={() => void decide(approval, { decision: 'deny', cancel: true })}
      >
        {m.dismissForm}
      </KeyButton>
    </>
  )
}
