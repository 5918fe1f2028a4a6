/** What of a card a search looks at. */
export interface Findable {
  readonly title: string
  readonly theme: string | null
  readonly notes: string | null
  readonly branch: string | null
}

/** The words of what is searched for; `[]` finds everything. */
export const wordsOf = (text: string): ReadonlyArray<string> => text.toLowerCase().split(/\s+/).filter(Boolean)

/** Whether a card contains each of the words somewhere, in letters of any case. */
export function holdsWords({ title, theme, notes, branch }: Findable, words: ReadonlyArray<string>): boolean {
  if (words.length === 0) return true
  const text = [title, theme, notes, branch].join('\n').toLowerCase()
  return words.every((word) => text.includes(word))
}
