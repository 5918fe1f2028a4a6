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
