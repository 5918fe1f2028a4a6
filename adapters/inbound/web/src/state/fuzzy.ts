/** Match score of a text for a query; higher is better. `null` without a match. */
export function fuzzyScore(query: string, text: string): number | null {
  const wanted = query.toLowerCase().replaceAll(' ', '')
  const within = text.toLowerCase()
  if (wanted === '') return 0
  const whole = within.indexOf(query.toLowerCase().trim())
  if (whole >= 0) return 1_000 - whole - within.length / 100
  let score = 0
  let at = -1
  for (const letter of wanted) {
    const next = within.indexOf(letter, at + 1)
    if (next < 0) return null
    score += next === at + 1 ? 4 : startsWord(within, next) ? 3 : 1
    at = next
  }
  return score - within.length / 100
}

const startsWord = (text: string, at: number): boolean => at === 0 || !/[a-z0-9]/.test(text.charAt(at - 1))

/** Items that match the query, best first and stable. An empty query returns the list unchanged. */
export function fuzzyFilter<A>(query: string, items: ReadonlyArray<A>, textOf: (item: A) => string): ReadonlyArray<A> {
  if (query.trim() === '') return items
  return items
    .map((item) => ({ item, score: fuzzyScore(query, textOf(item)) }))
    .filter((scored): scored is { item: A; score: number } => scored.score !== null)
    .sort((one, other) => other.score - one.score)
    .map(({ item }) => item)
}
