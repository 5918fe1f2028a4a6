/** Key of a choice in a dialog, to its next page, or behind words in its field. */
export type DialogKey = '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | 'Right' | 'Enter'

/** One key, or words in a field, and the page that they are meant for. */
export type DialogStep = {
  /** Text of the page; `null` is the one on which the dialog opens. */
  readonly page: string | null
  /** Text of the field while it has the cursor; absent while it has not. */
  readonly field?: string
} & ({ readonly key: DialogKey } | { readonly words: string })

/** Characters (Unicode code points) that a field takes. */
export const MAX_LINE_LENGTH = 300
const LINE = new RegExp(`^[^\\p{C}\\p{Zl}\\p{Zp}]{1,${String(MAX_LINE_LENGTH)}}$`, 'u')

/** True for words that a field takes as they are: one line. */
export const isLine = (words: string): boolean => LINE.test(words)
