import { Trash2 } from 'lucide-preact'
import type { VNode } from 'preact'
import { useRef } from 'preact/hooks'
import { MAX_TITLE_LENGTH, PLACEHOLDERS } from '../../../../../domain/prompts/prompt-template.js'
import { messages } from '../app/texts/messages.js'
import { hasShapeOf } from '../app/draft-shelf.js'
import { useDraftOf } from '../app/drafts.js'
import { toast } from '../app/toasts.js'
import { Dialog } from '../ui/dialog.js'
import { IconButton } from '../ui/icon-button.js'
import {
  deleteTemplate,
  renameTemplate,
  rewriteTemplate,
  saveTemplate,
  templatesNow,
  type Template,
} from './prompt-templates.js'

/** Titles and texts of the templates, saved when the focus leaves them. */
export function TemplatesDialog({ onClose }: { readonly onClose: () => void }): VNode {
  const m = messages.value
  const templates = new Map(templatesNow().map((template) => [template.id, template]))
  /** Ids in the order in which the dialog has shown them first: a line that moves loses the focus. */
  const order = useRef<ReadonlySet<string>>(new Set())
  order.current = new Set([...order.current, ...templates.keys()])
  return (
    <Dialog label={m.promptTemplates} class="prompt-dialog" onClose={onClose}>
      <h2 tabIndex={-1} autofocus>
        {m.promptTemplates}
      </h2>
      <p class="hint">{m.placeholders(PLACEHOLDERS.map((name) => `{{${name}}}`).join(' '))}</p>
      <ul>
        {[...order.current].map((id) => {
          const template = templates.get(id)
          return template && <Line key={id} template={template} />
        })}
      </ul>
    </Dialog>
  )
}

function Line({ template }: { readonly template: Template }): VNode {
  const m = messages.value
  const { id, title, text } = template
  const remove = async (): Promise<void> => {
    if (!(await deleteTemplate(template))) return
    const undo = (): void => void saveTemplate(title, text)
    toast({ text: m.promptTemplateDeleted(title), action: { label: m.undo, run: undo } })
  }
  return (
    <li>
      <Field
        draft={`template_title ${id}`}
        label={m.promptTemplateTitle(title)}
        saved={title}
        onSave={(typed) => renameTemplate(template, typed)}
        isLine
      />
      <IconButton icon={Trash2} label={m.deletePromptTemplate(title)} onPress={() => void remove()} />
      <Field
        draft={`template_text ${id}`}
        label={title}
        saved={text}
        onSave={(typed, begun) => rewriteTemplate({ ...template, text: begun }, typed)}
      />
    </li>
  )
}

interface FieldProps {
  readonly draft: string
  readonly label: string
  readonly saved: string
  /** `begun` is the text that was saved when the typing began. Resolves to false when the hub did not take it. */
  readonly onSave: (typed: string, begun: string) => Promise<boolean>
  readonly isLine?: boolean
}

/** Field that keeps what is typed over a change of another client, until it is saved. */
function Field({ draft, label, saved, onSave, isLine = false }: FieldProps): VNode {
  const [edit, setEdit] = useDraftOf<Edit | null>(draft, null, isEdit)
  const latest = useRef(edit)
  latest.current = edit
  const text = edit?.typed ?? saved
  const type = (typed: string): void => setEdit({ typed, begun: edit?.begun ?? saved })
  const save = async (): Promise<void> => {
    if (edit === null) return
    const { typed, begun } = edit
    if (typed.trim() !== '' && typed !== begun && !(await onSave(typed, begun))) return
    const now = latest.current
    setEdit(now === edit || now === null ? null : { typed: now.typed, begun: typed })
  }
  const onBlur = (): void => void save()
  return isLine ? (
    <input
      class="field"
      value={text}
      maxLength={MAX_TITLE_LENGTH}
      aria-label={label}
      onInput={({ currentTarget: { value } }) => type(value)}
      onBlur={onBlur}
    />
  ) : (
    <textarea
      class="field"
      rows={3}
      value={text}
      aria-label={label}
      onInput={({ currentTarget: { value } }) => type(value)}
      onBlur={onBlur}
    />
  )
}

interface Edit {
  readonly typed: string
  readonly begun: string
}

const isEdit = (value: unknown): value is Edit => hasShapeOf<Edit>({ typed: '', begun: '' })(value)
