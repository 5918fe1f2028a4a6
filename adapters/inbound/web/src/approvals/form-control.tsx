import type { VNode } from 'preact'
import type { FormChoice, FormField } from '../../../../../domain/approvals/form.js'
import { visibleText } from '../../../../../domain/approvals/visible-text.js'
import { messages } from '../app/texts/messages.js'
import { VisibleText } from '../ui/visible-text.js'
import { chosenOf, faultOf, textOf, type FormDraft } from './form-draft.js'

interface Props {
  readonly id: string
  readonly field: FormField
  readonly draft: FormDraft
  readonly onChange: (draft: FormDraft) => void
}

/** More choices than this are offered as a list that opens. */
const MAX_RADIOS = 6

/** One field with its description, its bounds and, once it has a value, its fault. */
export function FormControl(props: Props): VNode {
  const { field } = props
  const choices = choicesOf(field)
  if (field.type === 'choices' || (choices.length > 0 && choices.length <= MAX_RADIOS)) {
    return (
      <fieldset class="question">
        <legend>
          <Label field={field} />
        </legend>
        <Hint field={field} />
        <div class="form-choices grid gap-8 scroll">
          {choices.map((choice) => (
            <Choice key={choice.value} {...props} choice={choice} />
          ))}
        </div>
        <Fault {...props} />
      </fieldset>
    )
  }
  return (
    <label class="labelled">
      <span>
        <Label field={field} />
      </span>
      <Hint field={field} />
      {choices.length > 0 ? <List {...props} choices={choices} /> : <Input {...props} />}
      <Fault {...props} />
    </label>
  )
}

/** Choices of a field, those of a yes or no among them; a field that may stay empty has one for that. */
function choicesOf(field: FormField): ReadonlyArray<FormChoice> {
  const m = messages.value
  if (field.type === 'choices') return field.choices
  const choices =
    field.type === 'choice'
      ? field.choices
      : field.type === 'boolean'
        ? [
            { value: 'true', label: m.yes },
            { value: 'false', label: m.no },
          ]
        : []
  return field.isRequired || choices.length === 0 ? choices : [...choices, { value: '', label: m.notSet }]
}

function Label({ field }: Pick<Props, 'field'>): VNode {
  const m = messages.value
  const note = [field.type === 'choices' ? m.chooseSeveral : '', field.isRequired ? '' : m.optionalField]
  return (
    <>
      <VisibleText text={field.title} /> <span class="hint">{note.filter(Boolean).join(' ')}</span>
    </>
  )
}

/** Description of the server and what the field takes. */
function Hint({ field }: Pick<Props, 'field'>): VNode {
  const takes = boundsOf(field)
  return (
    <>
      {field.description !== null && (
        <span class="hint anywhere">
          <VisibleText text={field.description} />
        </span>
      )}
      {takes !== '' && <span class="hint">{takes}</span>}
    </>
  )
}

function boundsOf(field: FormField): string {
  const m = messages.value
  if (!('min' in field)) return ''
  const { min, max } = field
  const unit = field.type === 'text' ? m.characters : field.type === 'choices' ? m.choices : ''
  const format = field.type === 'text' && field.format !== null ? m.formatHint[field.format] : ''
  const isWhole = field.type === 'number' && field.isInteger
  const text = (bound: number | null): string | null => (bound === null ? null : String(bound))
  const bounds = min === null && max === null ? '' : `${m.between(text(min), text(max))} ${unit}`.trim()
  return [format, isWhole ? m.wholeNumber : '', bounds].filter(Boolean).join(', ')
}

function Choice({
  id,
  field,
  draft,
  choice: { value, label },
  onChange,
}: Props & { readonly choice: FormChoice }): VNode {
  const isMultiple = field.type === 'choices'
  const chosen = chosenOf(draft, field)
  const isChecked = isMultiple ? chosen.includes(value) : textOf(draft, field) === value
  const others = chosen.filter((one) => one !== value)
  const toggled = others.length < chosen.length ? others : [...chosen, value]
  return (
    <label class="question-option touch-size cluster gap-8 anywhere pressable">
      <input
        type={isMultiple ? 'checkbox' : 'radio'}
        name={id}
        checked={isChecked}
        onChange={() => onChange({ ...draft, [field.name]: isMultiple ? toggled : value })}
      />
      <VisibleText text={label} />
    </label>
  )
}

function List({ field, draft, choices, onChange }: Props & { readonly choices: ReadonlyArray<FormChoice> }): VNode {
  const current = textOf(draft, field)
  return (
    <select
      class="field"
      value={current}
      onChange={(event) => onChange({ ...draft, [field.name]: event.currentTarget.value })}
    >
      {field.isRequired && current === '' && <option value="" />}
      {choices.map(({ value, label }) => (
        <option key={value} value={value}>
          {visibleText(label)}
        </option>
      ))}
    </select>
  )
}

const INPUT_TYPES = { email: 'email', uri: 'url', date: 'date', 'date-time': 'text' } as const

function Input({ field, draft, onChange }: Props): VNode {
  const format = field.type === 'text' ? field.format : null
  return (
    <input
      class="field"
      type={format === null ? 'text' : INPUT_TYPES[format]}
      inputMode={field.type === 'number' ? 'decimal' : undefined}
      value={textOf(draft, field)}
      required={field.isRequired}
      aria-invalid={isWrong(draft, field)}
      onInput={(event) => onChange({ ...draft, [field.name]: event.currentTarget.value })}
    />
  )
}

/** A missing value keeps the form from being sent and is no fault to report. */
const isWrong = (draft: FormDraft, field: FormField): boolean => {
  const fault = faultOf(draft, field)
  return fault !== null && fault !== 'missing'
}

function Fault({ field, draft }: Props): VNode {
  return (
    <span class="fault" role="alert">
      {isWrong(draft, field) ? messages.value.wrongValue : ''}
    </span>
  )
}
