import { isJsonObject, type JsonObject } from './canonical-json.js'

/** Name under which the form of an MCP server is on the desk; the server asks while one of its tools runs. */
export const FORM_TOOL = 'Elicitation'

export interface FormChoice {
  readonly value: string
  readonly label: string
}

/** Formats of a text that are checked. */
export const TEXT_FORMATS = ['email', 'uri', 'date', 'date-time'] as const
export type TextFormat = (typeof TEXT_FORMATS)[number]

export type FieldType =
  | {
      readonly type: 'text'
      readonly format: TextFormat | null
      readonly min: number | null
      readonly max: number | null
      readonly initial: string | null
    }
  | {
      readonly type: 'number'
      readonly isInteger: boolean
      readonly min: number | null
      readonly max: number | null
      readonly initial: number | null
    }
  | { readonly type: 'boolean'; readonly initial: boolean | null }
  | { readonly type: 'choice'; readonly choices: ReadonlyArray<FormChoice>; readonly initial: string | null }
  /** `min` and `max` are numbers of choices. */
  | {
      readonly type: 'choices'
      readonly choices: ReadonlyArray<FormChoice>
      readonly min: number | null
      readonly max: number | null
      readonly initial: ReadonlyArray<string>
    }

/** One field. `name` names it in the answer. */
export type FormField = FieldType & {
  readonly name: string
  readonly title: string
  readonly description: string | null
  readonly isRequired: boolean
}

/** Content of a request: fields to fill in, or an address that the person opens. */
export type FormBody =
  | { readonly kind: 'fields'; readonly fields: ReadonlyArray<FormField> }
  | { readonly kind: 'url'; readonly url: string }

/** Bounds of a form that a person can read and fill in; a larger one is answered at the terminal. UTF-16 code units. */
const MAX_FIELDS = 50
const MAX_CHOICES = 200
const MAX_LABEL_LENGTH = 500
const MAX_DESCRIPTION_LENGTH = 5_000
const MAX_URL_LENGTH = 4_000

/** Body of a request; `null` when it has a part that is not known, or is too large to be filled in on a card. */
export function readForm({ mode, url, schema }: Readonly<Record<string, unknown>>): FormBody | null {
  if (mode === 'url') return isWebAddress(url) ? { kind: 'url', url } : null
  if (mode !== 'form' || !isJsonObject(schema)) return null
  const { type, properties, required = [] } = schema
  if (type !== 'object' || !isJsonObject(properties) || !isTexts(required)) return null
  const names = Object.keys(properties)
  if (names.length > MAX_FIELDS || required.some((name) => !Object.hasOwn(properties, name))) return null
  const fields = names.map((name) => readField(name, properties[name], required.includes(name)))
  const known = fields.filter((field) => field !== null)
  return known.length === fields.length ? { kind: 'fields', fields: known } : null
}

function isWebAddress(url: unknown): url is string {
  if (typeof url !== 'string' || url.length > MAX_URL_LENGTH || !URL.canParse(url)) return false
  return ['http:', 'https:'].includes(new URL(url).protocol)
}

function readField(name: string, value: unknown, isRequired: boolean): FormField | null {
  if (!isJsonObject(value) || name.length > MAX_LABEL_LENGTH) return null
  const title = value['title'] ?? name
  const description = value['description'] ?? null
  if (!isLabel(title) || !(description === null || isShort(description, MAX_DESCRIPTION_LENGTH))) return null
  const type = readType(value)
  return type === null ? null : { name, title: title === '' ? name : title, description, isRequired, ...type }
}

function readType(value: JsonObject): FieldType | null {
  switch (value['type']) {
    case 'string':
      return 'enum' in value || 'oneOf' in value ? readChoice(value) : readText(value)
    case 'number':
    case 'integer': {
      const { minimum, maximum } = value
      const isInteger = value['type'] === 'integer'
      return { type: 'number', isInteger, ...limits(minimum, maximum), initial: numberOrNull(value['default']) }
    }
    case 'boolean':
      return { type: 'boolean', initial: typeof value['default'] === 'boolean' ? value['default'] : null }
    case 'array':
      return readChoices(value)
    default:
      return null
  }
}

function readText({ format, minLength, maxLength, default: initial }: JsonObject): FieldType {
  const known = TEXT_FORMATS.find((one) => one === format) ?? null
  return { type: 'text', format: known, ...limits(minLength, maxLength), initial: textOrNull(initial) }
}

function readChoice(value: JsonObject): FieldType | null {
  const choices = choicesOf(value['enum'] ?? value['oneOf'], value['enumNames'])
  const initial = value['default']
  if (choices === null) return null
  return { type: 'choice', choices, initial: choices.find((one) => one.value === initial)?.value ?? null }
}

function readChoices({ items, minItems, maxItems, default: initial }: JsonObject): FieldType | null {
  if (!isJsonObject(items)) return null
  const choices = choicesOf(items['enum'] ?? items['anyOf'] ?? items['oneOf'], items['enumNames'])
  if (choices === null) return null
  const chosen: ReadonlyArray<unknown> = Array.isArray(initial) ? initial : []
  const first = choices.map(({ value }) => value).filter((value) => chosen.includes(value))
  return { type: 'choices', choices, ...limits(minItems, maxItems), initial: first }
}

/** Choices as plain values, with names beside them, or as records of value and title. */
function choicesOf(values: unknown, names: unknown): ReadonlyArray<FormChoice> | null {
  if (!Array.isArray(values) || values.length === 0 || values.length > MAX_CHOICES) return null
  const labels: ReadonlyArray<unknown> = Array.isArray(names) && names.length === values.length ? names : []
  const read = values.map((value: unknown, index): FormChoice | null => {
    const one = isJsonObject(value) ? value['const'] : value
    const label = (isJsonObject(value) ? value['title'] : labels[index]) ?? one
    return isLabel(one) && isLabel(label) ? { value: one, label: label === '' ? one : label } : null
  })
  const known = read.filter((one) => one !== null)
  const isWhole = known.length === read.length && new Set(known.map(({ value }) => value)).size === known.length
  return isWhole ? known : null
}

const isShort = (value: unknown, max: number): value is string => typeof value === 'string' && value.length <= max
const isLabel = (value: unknown): value is string => isShort(value, MAX_LABEL_LENGTH)
const isTexts = (value: unknown): value is ReadonlyArray<string> =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const limits = (min: unknown, max: unknown) => ({ min: numberOrNull(min), max: numberOrNull(max) })
