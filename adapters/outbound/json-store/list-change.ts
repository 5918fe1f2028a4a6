/** Change of a list whose members have ids: what goes, then what is replaced in its place or added at the end. */
export interface ListChange<A> {
  readonly removed: ReadonlyArray<string>
  readonly set: ReadonlyArray<A>
}

interface WithId {
  readonly id: string
}

/** Returns `null` when two members have the same id, which is ambiguous. */
export function listChange<A extends WithId>(before: ReadonlyArray<A>, after: ReadonlyArray<A>): ListChange<A> | null {
  if (before === after) return { removed: [], set: [] }
  const [former, present] = [before, after].map((list) => new Set(list.map(({ id }) => id)))
  if (former?.size !== before.length || present?.size !== after.length) return null
  const removed: string[] = []
  const set: A[] = []
  let at = 0
  for (const one of before) {
    const there = after[at]
    if (there?.id !== one.id) {
      removed.push(one.id)
      continue
    }
    if (there !== one) set.push(there)
    at += 1
  }
  return { removed, set: [...set, ...after.slice(at)] }
}

/** The list after a change. */
export function withListChange<A extends WithId>(
  list: ReadonlyArray<A>,
  { removed, set }: ListChange<A>,
): ReadonlyArray<A> {
  const [gone, changed] = [new Set(removed), new Map(set.map((one) => [one.id, one]))]
  const left = gone.size === 0 ? list : list.filter(({ id }) => !gone.has(id))
  const known = new Set(left.map(({ id }) => id))
  return [...left.map((one) => changed.get(one.id) ?? one), ...set.filter(({ id }) => !known.has(id))]
}
