import * as E from 'fp-ts/lib/Either.js'
import { isJsonObject, type Json, type JsonObject } from './canonical-json.js'
import { invalidAnswers, type InvalidAnswers } from './errors.js'
import { readForm, type FormField, type TextFormat } from './form.js'

/** UTF-16 code units of one text, above what people type. */
const MAX_TEXT_LENGTH = 10_000

/**
 * Content that accepts a request: a value for each field that has one, nothing for an address. Fields that may stay empty are
 * left out, also where the server has a default: a value is one that a person gave.
 */
export function formContent(input: JsonObject, given: unknown): E.Either<InvalidAnswers, JsonObject> {
  const form = readForm(input)
  if (form === null) return E.left(invalidAnswers('not-answerable'))
  const fields = form.kind === 'fields' ? form.fields : []
  const answers = given ?? (fields.length === 0 ? {} : null)
  if (!isJsonObject(answers)) return E.left(invalidAnswers('missing'))
  const unknown = Object.keys(answers).find((key) => !fields.some(({ name }) => name === key))
  if (unknown !== undefined) return E.left(invalidAnswers('unknown-question', unknown))
  const content: [string, Json][] = []
  for (const field of fields) {
    const value = Object.hasOwn(answers, field.name) ? (answers[field.name] ?? null) : null
    const fault = fieldFault(field, value)
    if (fault !== null) return E.left(invalidAnswers(fault, field.name))
    if (!isEmpty(value)) content.push([field.name, value])
  }
  return E.right(Object.fromEntries(content))
}

/** Reason why a value does not fit its field; `null` when it fits. */
export function fieldFault(field: FormField, value: Json): InvalidAnswers['reason'] | null {
  if (isEmpty(value)) return field.isRequired ? 'missing' : null
  switch (field.type) {
    case 'text': {
      if (typeof value !== 'string') return 'not-valid'
      if (value.length > MAX_TEXT_LENGTH) return 'too-long'
      const fits = isWithin(field, value.length) && (field.format === null || FORMATS[field.format](value))
      return fits ? null : 'not-valid'
    }
    case 'number': {
      const isNumber = typeof value === 'number' && Number.isFinite(value) && isWithin(field, value)
      return isNumber && (!field.isInteger || Number.isInteger(value)) ? null : 'not-valid'
    }
    case 'boolean':
      return typeof value === 'boolean' ? null : 'not-valid'
    case 'choice':
      return field.choices.some((one) => one.value === value) ? null : 'not-valid'
    case 'choices': {
      if (!Array.isArray(value) || !isWithin(field, value.length)) return 'not-valid'
      const isChosen = value.every((chosen) => field.choices.some((one) => one.value === chosen))
      return isChosen && new Set(value).size === value.length ? null : 'not-valid'
    }
  }
}

const isEmpty = (value: Json): boolean => value === null || value === '' || (Array.isArray(value) && value.length === 0)

const isWithin = ({ min, max }: { readonly min: number | null; readonly max: number | null }, size: number): boolean =>
  (min === null || size >= min) && (max === null || size <= max)

const DATE = /^\d{4}-\d{2}-\d{2}$/
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/i

/** True for a day of the calendar: `2026-02-30` is none. */
function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return DATE.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

const FORMATS: Readonly<Record<TextFormat, (text: string) => boolean>> = {
  email: (text) => /^[^\s@]+@[^\s@]+$/.test(text),
  uri: (text) => URL.canParse(text),
  date: isDate,
  'date-time': (text) => TIME.test(text) && isDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)),
}
