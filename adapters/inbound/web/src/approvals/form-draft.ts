import type { Json } from '../../../../../domain/approvals/canonical-json.js'
import { fieldFault } from '../../../../../domain/approvals/form-answers.js'
import type { FormField } from '../../../../../domain/approvals/form.js'

/** Typed texts and chosen values by field. */
export type FormDraft = Readonly<Record<string, string | ReadonlyArray<string>>>

/** Draft with the defaults of the server. */
export const initialDraft = (fields: ReadonlyArray<FormField>): FormDraft =>
  Object.fromEntries(
    fields.map(({ name, initial }) => [name, typeof initial === 'object' ? (initial ?? '') : String(initial)]),
  )

export const textOf = (draft: FormDraft, { name }: FormField): string => {
  const typed = Object.hasOwn(draft, name) ? draft[name] : ''
  return typeof typed === 'string' ? typed : ''
}

export const chosenOf = (draft: FormDraft, { name }: FormField): ReadonlyArray<string> => {
  const chosen = Object.hasOwn(draft, name) ? draft[name] : []
  return typeof chosen === 'object' ? chosen : []
}

/** Value that is sent; `null` for none. A text that is no number is sent as it is, and refused. */
function valueOf(draft: FormDraft, field: FormField): Json {
  const text = textOf(draft, field)
  switch (field.type) {
    case 'choices':
      return chosenOf(draft, field)
    case 'number':
      return text.trim() === '' ? null : Number.isNaN(Number(text)) ? text : Number(text)
    case 'boolean':
      return text === '' ? null : text === 'true'
    default:
      return text === '' ? null : text
  }
}

/** Values by field; fields without one are left out. */
export const answersIn = (fields: ReadonlyArray<FormField>, draft: FormDraft): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    fields.map((field) => [field.name, valueOf(draft, field)] as const).filter(([, value]) => value !== null),
  )

export const faultOf = (draft: FormDraft, field: FormField): ReturnType<typeof fieldFault> =>
  fieldFault(field, valueOf(draft, field))

/** True for a stored draft of a form. */
export const isFormDraft = (value: unknown): value is FormDraft =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every(
    (one: unknown) => typeof one === 'string' || (Array.isArray(one) && one.every((text) => typeof text === 'string')),
  )
