import { fuzzyScore } from '../../../../../domain/shared/fuzzy-score.js'

/** Items that have a score, best first and stable. */
export function byScore<A>(items: ReadonlyArray<A>, scoreOf: (item: A) => number | null): ReadonlyArray<A> {
  return items
    .map((item) => ({ item, score: scoreOf(item) }))
    .filter((scored): scored is { item: A; score: number } => scored.score !== null)
    .sort((one, other) => other.score - one.score)
    .map(({ item }) => item)
}

/** Items that match the query, best first and stable. An empty query returns the list unchanged. */
export const fuzzyFilter = <A>(
  query: string,
  items: ReadonlyArray<A>,
  textOf: (item: A) => string,
): ReadonlyArray<A> => (query.trim() === '' ? items : byScore(items, (item) => fuzzyScore(query, textOf(item))))
