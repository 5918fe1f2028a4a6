import * as E from 'fp-ts/lib/Either.js'
import type { Json } from '../../../../domain/approvals/canonical-json.js'
import { fieldFault } from '../../../../domain/approvals/form-answers.js'
import type { FormField } from '../../../../domain/approvals/form.js'
import type { Failure } from '../output.js'
import { safeLine } from '../safe-text.js'

/** Values by field. */
type Values = Readonly<Record<string, Json>>

/** Reads words `NAME=VALUE`. A name that is no field, or a value that does not fit or is missing, lists the fields. */
export function assignValues(
  fields: ReadonlyArray<FormField>,
  words: ReadonlyArray<string>,
): E.Either<Failure, Values> {
  const texts = new Map(words.map((word) => [before(word), word.slice(before(word).length + 1)]))
  const values = fields.map((field) => [field, valueIn(field, texts.get(field.name) ?? '')] as const)
  const isKnown = [...texts.keys()].every((name) => fields.some((field) => field.name === name))
  const fits = values.every(([field, value]) => fieldFault(field, value) === null)
  if (isKnown && fits && texts.size === words.length) {
    return E.right(
      Object.fromEntries(values.filter(([, value]) => value !== null).map(([{ name }, value]) => [name, value])),
    )
  }
  return E.left({
    exit: 'usage',
    problem: 'the answers do not fit the form',
    mend: fields.map(lineOf).join('\n  '),
  })
}

const before = (word: string): string => word.split('=', 1)[0] ?? ''

function valueIn(field: FormField, text: string): Json {
  if (text === '') return null
  switch (field.type) {
    case 'number':
      return Number.isNaN(Number(text)) ? text : Number(text)
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : text
    case 'choices':
      return text.split(',').map((one) => one.trim())
    default:
      return text
  }
}

const lineOf = (field: FormField): string =>
  safeLine(`${field.name}=${takes(field)}${field.isRequired ? '' : ' (optional)'}  ${field.title}`)

function takes(field: FormField): string {
  switch (field.type) {
    case 'text':
      return field.format?.toUpperCase() ?? 'TEXT'
    case 'number':
      return 'NUMBER'
    case 'boolean':
      return 'true|false'
    case 'choice':
      return field.choices.map(({ value }) => value).join('|')
    case 'choices':
      return field.choices.map(({ value }) => value).join(',')
  }
}
