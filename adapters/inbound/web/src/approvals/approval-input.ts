import type { HubApproval } from '../app/hub/hub.js'
import { parsedObject } from '../app/platform/parsed.js'

/** One field of a tool's input, as displayed. */
export interface InputPart {
  readonly key: string
  /** The complete value: strings as they are, other values as JSON. */
  readonly text: string
}

type Input = Readonly<Record<string, unknown>>

/** Input keys in display order. Other keys follow. */
const LEADING_KEYS = ['command', 'file_path', 'notebook_path', 'url', 'query', 'pattern', 'prompt']

const rank = (key: string): number => {
  const at = LEADING_KEYS.indexOf(key)
  return at === -1 ? LEADING_KEYS.length : at
}

/** Fields of the input, those of `LEADING_KEYS` first. No field is left out or truncated. */
export const inputParts = (input: Input): ReadonlyArray<InputPart> =>
  Object.entries(input)
    .sort(([one], [other]) => rank(one) - rank(other))
    .map(([key, value]) => ({ key, text: typeof value === 'string' ? value : JSON.stringify(value, null, 2) }))

/** Name of a field as words: `file_path` and `filePath` are `File path`. */
export function fieldLabel(key: string): string {
  const words = key
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, (_match, one: string, other: string) => `${one} ${other.toLowerCase()}`)
    .trim()
  return words === '' ? key : words.charAt(0).toUpperCase() + words.slice(1)
}

/** Longest input that a tile shows completely. A call within this length can be answered on the tile. */
const GLANCE_CHARACTERS = 120

/** The complete command when it fits on a tile; `null` when the approval must be opened to be read or answered. */
export function glanceOf({ kind, input }: Pick<HubApproval, 'kind' | 'input'>): string | null {
  if (kind !== 'permission') return null
  const parts = inputParts(input).filter(({ key }) => key !== 'description')
  const [only] = parts
  const isShort = parts.length === 1 && only !== undefined && only.text.length <= GLANCE_CHARACTERS
  return isShort && !only.text.includes('\n') ? only.text : null
}

/** Text of a plan that can be edited; `null` for other calls. */
export const planTextOf = ({ kind, input }: Pick<HubApproval, 'kind' | 'input'>): string | null => {
  const { plan } = input
  return kind === 'plan' && typeof plan === 'string' ? plan : null
}

export type Edited = { readonly ok: true; readonly input: Input } | { readonly ok: false }

/** The input with another text of its plan. Fails for an empty one. */
export const readPlanEdit = (input: Input, text: string): Edited =>
  text.trim() === '' ? { ok: false } : { ok: true, input: { ...input, plan: text } }

/** Parses the edited input. Fails unless it is a JSON object. */
export function readEdit(text: string): Edited {
  const input = parsedObject(text)
  return input === null ? { ok: false } : { ok: true, input }
}
