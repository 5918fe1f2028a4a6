/** What a person types about a card. */
export type CardField = 'title' | 'theme' | 'notes'

export type FieldFault = 'empty' | 'too-long' | 'letters'

/** UTF-16 units, as the hub counts them; longer ones it would cut. */
const MAX: Readonly<Record<CardField, number>> = { title: 500, theme: 60, notes: 500 }

/** Why the hub would not take a text as it is; `null` when it would. */
export function fieldFault(field: CardField, typed: string): FieldFault | null {
  const text = typed.trim()
  if (field === 'title' && text === '') return 'empty'
  if (text.length > MAX[field]) return 'too-long'
  return field === 'theme' && /[{},\u0000-\u001f\u007f]/.test(text) ? 'letters' : null
}
