/** One part of a tool's input as a person reads it. */
export interface InputPart {
  readonly key: string
  /** The whole value: a text as it is, anything else as JSON. */
  readonly text: string
}

type Input = Readonly<Record<string, unknown>>

/** What is read first, wherever the tool put it. */
const FIRST = ['command', 'file_path', 'notebook_path', 'url', 'query', 'pattern', 'prompt']

const rank = (key: string): number => {
  const at = FIRST.indexOf(key)
  return at === -1 ? FIRST.length : at
}

/** The input in parts, the telling ones first; nothing is left out and nothing is cut. */
export const inputParts = (input: Input): ReadonlyArray<InputPart> =>
  Object.entries(input)
    .sort(([one], [other]) => rank(one) - rank(other))
    .map(([key, value]) => ({ key, text: typeof value === 'string' ? value : JSON.stringify(value, null, 2) }))

/** Few enough words that a tile shows all of them: such a call can be answered where it stands. */
const GLANCE_CHARACTERS = 120

/** The whole of what would run, when that fits a glance; `null` when it has to be opened to be read. */
export function glanceOf(input: Input): string | null {
  const parts = inputParts(input).filter(({ key }) => key !== 'description')
  const [only] = parts
  const isShort = parts.length === 1 && only !== undefined && only.text.length <= GLANCE_CHARACTERS
  return isShort && !only.text.includes('\n') ? only.text : null
}

export type Edited = { readonly ok: true; readonly input: Input } | { readonly ok: false }

/** What was typed in place of the input; it must be an object again. */
export function readEdit(text: string): Edited {
  try {
    const input: unknown = JSON.parse(text)
    return typeof input === 'object' && input !== null && !Array.isArray(input)
      ? { ok: true, input: input as Input }
      : { ok: false }
  } catch {
    return { ok: false }
  }
}
