/** Place of an entry in a list under a finger. */
export interface Place<A> {
  readonly entry: A
  /** Time at which the entry left the list, in the time of the hub; `null` while it is in it. */
  readonly endedAt: number | null
  /** True for an entry that came while the list was shown and was not seen since. */
  readonly isNew: boolean
}

interface Arrival {
  readonly now: number
  /** True when entries that are not known yet came while the list was shown. */
  readonly areNew: boolean
}

/** Places after a change of the entries: known ones stay, those of ended entries among them; new ones are below. */
export function placesAfter<A extends { readonly id: string }>(
  places: ReadonlyArray<Place<A>>,
  entries: ReadonlyArray<A>,
  { now, areNew }: Arrival,
): ReadonlyArray<Place<A>> {
  const open = new Map(entries.map((entry) => [entry.id, entry]))
  const known = new Set(places.map(({ entry }) => entry.id))
  return [
    ...places.map((place) => {
      const entry = open.get(place.entry.id)
      return entry === undefined
        ? { ...place, endedAt: place.endedAt ?? now, isNew: false }
        : { ...place, entry, endedAt: null }
    }),
    ...entries.filter(({ id }) => !known.has(id)).map((entry) => ({ entry, endedAt: null, isNew: areNew })),
  ]
}
