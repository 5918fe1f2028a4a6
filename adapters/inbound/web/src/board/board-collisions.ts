/** Predicted merge conflicts and finish order for the running cards of a project. */
export interface Foreseen {
  readonly collisions: ReadonlyArray<{ readonly a: string; readonly b: string; readonly files: ReadonlyArray<string> }>
  readonly withBase: ReadonlyArray<{ readonly card: string; readonly files: ReadonlyArray<string> }>
  readonly order: ReadonlyArray<string>
}

export interface Collision {
  /** Id of the other card; `null` for the base itself. */
  readonly other: string | null
  readonly files: ReadonlyArray<string>
}

/** Predicted conflicts of a card, the one with the base branch first. */
export function collisionsOf(card: string, forecast: Foreseen | null): ReadonlyArray<Collision> {
  if (!forecast) return []
  const withBase = forecast.withBase.filter((one) => one.card === card).map(({ files }) => ({ other: null, files }))
  const withCards = forecast.collisions
    .filter(({ a, b }) => a === card || b === card)
    .map(({ a, b, files }) => ({ other: a === card ? b : a, files }))
  return [...withBase, ...withCards]
}

/** Cards that should be finished before this one, in finish order. */
export function firstOf(
  card: string,
  forecast: Foreseen | null,
  isReady: (id: string) => boolean,
): ReadonlyArray<string> {
  const at = forecast?.order.indexOf(card) ?? -1
  return at <= 0 ? [] : (forecast?.order.slice(0, at) ?? []).filter(isReady)
}
