import { Plus } from 'lucide-preact'
import type { ComponentChildren, VNode } from 'preact'
import { useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import type { SettingsPart } from '../app/routing/route.js'
import { drafts } from '../app/drafts.js'
import { Icon } from '../ui/icon.js'
import { Part } from './parts.js'
import { ShownSecret } from './shown-secret.js'

interface Texts {
  readonly title: string
  readonly hint: string
  /** Shown in place of an empty list. */
  readonly none: string
  /** Button that opens the form. */
  readonly make: string
  readonly secretLabel: string
  readonly secretHint: string
}

interface IssuedProps {
  readonly part: SettingsPart
  readonly texts: Texts
  readonly isEmpty: boolean
  /** Name of the form's draft. The form is open while there is one. */
  readonly draft: string
  /** Form for a new item. `made` closes it and shows the item's secret, `null` for none. */
  readonly form: (made: (secret: string | null) => void, cancel: () => void) => VNode
  /** Rows of the list. */
  readonly children: ComponentChildren
}

/** Section of the settings page with items that are made in a form and show a secret once. */
export function Issued({ part, texts, isEmpty, draft, form, children }: IssuedProps): VNode {
  const [isMaking, setMaking] = useState(() => drafts.has(draft))
  const [secret, setSecret] = useState<string | null>(null)
  const made = (next: string | null): void => {
    setSecret(next)
    setMaking(false)
  }
  const cancel = (): void => setMaking(false)
  return (
    <Part part={part} title={texts.title}>
      <p class="hint access-hint">{texts.hint}</p>
      {secret !== null && (
        <ShownSecret label={texts.secretLabel} hint={texts.secretHint} secret={secret} onDone={() => setSecret(null)} />
      )}
      {isEmpty && !isMaking && secret === null && <p class="access-none faint">{texts.none}</p>}
      <ul class="access-tokens">{children}</ul>
      {isMaking ? (
        form(made, cancel)
      ) : (
        <button type="button" class="button access-new" onClick={() => setMaking(true)}>
          <Icon of={Plus} />
          {texts.make}
        </button>
      )}
    </Part>
  )
}

interface IssueFormProps {
  /** Text of the button that submits. */
  readonly submit: string
  readonly isReady: boolean
  /** The form takes no further submission until it resolves. */
  readonly onSubmit: () => Promise<void>
  readonly onCancel: () => void
  readonly children: ComponentChildren
}

/** Frame of a form for a new item. */
export function IssueForm({ submit, isReady, onSubmit, onCancel, children }: IssueFormProps): VNode {
  const [isBusy, setBusy] = useState(false)
  const mayStart = isReady && !isBusy
  const start = async (): Promise<void> => {
    setBusy(true)
    await onSubmit()
    setBusy(false)
  }
  return (
    <form
      class="access-form box"
      onSubmit={(event) => {
        event.preventDefault()
        if (mayStart) void start()
      }}
    >
      {children}
      <div class="flex gap-8">
        <button type="submit" class="button primary" disabled={!mayStart}>
          {submit}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {messages.value.cancel}
        </button>
      </div>
    </form>
  )
}
