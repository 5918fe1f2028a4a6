import { setImmediate as turn } from 'node:timers/promises'

/** Compared without a pause: two or three milliseconds of names. */
const RUN = 1_000

/** Variant of `toSorted` that yields to other work, so that a folder of 100,000 files does not block input. */
export async function sortedInTurns<A>(
  items: ReadonlyArray<A>,
  compare: (a: A, b: A) => number,
): Promise<ReadonlyArray<A>> {
  let runs: A[][] = []
  for (let at = 0; at < items.length; at += RUN) {
    runs.push(items.slice(at, at + RUN).sort(compare))
    await turn()
  }
  while (runs.length > 1) {
    const merged: A[][] = []
    for (let at = 0; at < runs.length; at += 2) merged.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], compare))
    runs = merged
  }
  return runs[0] ?? []
}

async function merge<A>(
  left: ReadonlyArray<A>,
  right: ReadonlyArray<A>,
  compare: (a: A, b: A) => number,
): Promise<A[]> {
  const merged: A[] = []
  let [fromLeft, fromRight] = [0, 0]
  while (fromLeft < left.length && fromRight < right.length) {
    const [a, b] = [left[fromLeft] as A, right[fromRight] as A]
    if (compare(a, b) <= 0) {
      merged.push(a)
      fromLeft += 1
    } else {
      merged.push(b)
      fromRight += 1
    }
    if (merged.length % (RUN * 5) === 0) await turn()
  }
  return merged.concat(left.slice(fromLeft), right.slice(fromRight))
}
