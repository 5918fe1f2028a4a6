import { fuzzyScore } from '../../../../../domain/shared/fuzzy-score.js'

/** Items that match the query, best first and stable. An empty query returns the list unchanged. */
export function fuzzyFilter<A>(query: string, items: ReadonlyArray<A>, textOf: (item: A) => string): ReadonlyArray<A> {
  if (query.trim() === '') return items
  return items
    .map((item) => ({ item, score: fuzzyScore(query, textOf(item)) }))
    .filter((scored): scored is { item: A; score: number } => scored.score !== null)
    .sort((one, other) => other.score - one.score)
    .map(({ item }) => item)
}
