import { withoutControls } from '../safe-text.js'

/** Key or text of a keyboard in raw mode. */
export type Key =
  | { readonly _tag: 'Text'; readonly text: string; readonly isPasted: boolean }
  | { readonly _tag: 'Enter' | 'Backspace' | 'EraseWord' | 'EraseAll' | 'Cancel' | 'End' | 'Escape' }

const PASTE_START = '\u001b[200~'
const PASTE_END = '\u001b[201~'

/** Keys with Ctrl and others of one character. Ctrl-J is a line break in the text. */
const CONTROLS: Readonly<Record<string, Exclude<Key['_tag'], 'Text'>>> = {
  '\r': 'Enter',
  '\u007f': 'Backspace',
  '\b': 'Backspace',
  '\u0017': 'EraseWord',
  '\u0015': 'EraseAll',
  '\u0003': 'Cancel',
  '\u0004': 'End',
}

/** Sequence of a key that has no use here, such as an arrow. */
const SEQUENCE = /^\u001b(?:\[[0-?]*[ -/]*[@-~]|O[^]|[^[O])/
/** Sequence of which the rest has not come. */
const CUT_SEQUENCE = /^\u001b(?:\[[0-?]*[ -/]*|O)$/
const PLAIN = /^[^\u0000-\u0009\u000b-\u001f\u007f]+/

/** Reads keys from pieces of input. A paste is one text with its line breaks, however it is cut into pieces. */
export function makeKeys(): (piece: string) => ReadonlyArray<Key> {
  let rest = ''
  let pasted: string[] | null = null

  /** Takes the input up to the end of the paste; keeps what may be a part of its end mark. */
  function takePaste(parts: string[]): Key | null {
    const end = rest.indexOf(PASTE_END)
    if (end === -1) {
      const kept = Math.min(rest.length, PASTE_END.length - 1)
      parts.push(rest.slice(0, rest.length - kept))
      rest = rest.slice(rest.length - kept)
      return null
    }
    parts.push(rest.slice(0, end))
    rest = rest.slice(end + PASTE_END.length)
    pasted = null
    // Terminals send a line break in a paste as the key that makes one.
    return { _tag: 'Text', text: withoutControls(parts.join('').replace(/\r\n?/g, '\n')), isPasted: true }
  }

  function takeKey(): Key | 'none' | 'incomplete' {
    if (rest.startsWith(PASTE_START)) {
      rest = rest.slice(PASTE_START.length)
      pasted = []
      return 'none'
    }
    const [plain] = PLAIN.exec(rest) ?? []
    if (plain !== undefined) {
      rest = rest.slice(plain.length)
      return { _tag: 'Text', text: withoutControls(plain), isPasted: false }
    }
    if (CUT_SEQUENCE.test(rest)) return 'incomplete'
    const [sequence] = SEQUENCE.exec(rest) ?? []
    const first = rest.charAt(0)
    rest = rest.slice(sequence?.length ?? 1)
    if (sequence !== undefined) return 'none'
    if (first === '\u001b') return { _tag: 'Escape' }
    const control = CONTROLS[first]
    return control === undefined ? 'none' : { _tag: control }
  }

  return (piece) => {
    rest += piece
    const keys: Key[] = []
    while (rest !== '') {
      if (pasted !== null) {
        const text = takePaste(pasted)
        if (text === null) break
        keys.push(text)
        continue
      }
      const key = takeKey()
      if (key === 'incomplete') break
      if (key !== 'none') keys.push(key)
    }
    return keys
  }
}
