/** Card fields that a search covers. */
export interface Findable {
  readonly title: string
  readonly theme: string | null
  readonly notes: string | null
  readonly branch: string | null
}

/** Lower-case words of a query; `[]` matches every card. */
export const wordsOf = (text: string): ReadonlyArray<string> => text.toLowerCase().split(/\s+/).filter(Boolean)

/** True when the card contains each of the words, ignoring case. */
export function containsWords({ title, theme, notes, branch }: Findable, words: ReadonlyArray<string>): boolean {
  if (words.length === 0) return true
  const text = [title, theme, notes, branch].join('\n').toLowerCase()
  return words.every((word) => text.includes(word))
}
