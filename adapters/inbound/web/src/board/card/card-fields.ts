/** Text fields of a card. */
export type CardField = 'title' | 'theme' | 'notes'

export type FieldFault = 'empty' | 'too-long' | 'letters'

/** Maximum length in UTF-16 code units. The hub truncates longer texts. */
/** Longest title of a card, and longest text of its line in the change log. */
export const TITLE_MAX = 500
const MAX: Readonly<Record<CardField, number>> = { title: TITLE_MAX, theme: 60, notes: 500 }

/** Reason that the hub would not store the text unchanged; `null` when it would. */
export function fieldFault(field: CardField, typed: string): FieldFault | null {
  const text = typed.trim()
  if (field === 'title' && text === '') return 'empty'
  if (text.length > MAX[field]) return 'too-long'
  return field === 'theme' && /[{},\u0000-\u001f\u007f]/.test(text) ? 'letters' : null
}
