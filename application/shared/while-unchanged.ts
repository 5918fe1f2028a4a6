/**
 * Computes anew only when an argument is another object than last time. For values that are never changed in place, of
 * which the same ones are asked for again and again: the list that every client polls.
 */
export function whileUnchanged<Args extends ReadonlyArray<unknown>, A>(
  compute: (...args: Args) => A,
): (...args: Args) => A {
  let last: { readonly args: Args; readonly result: A } | undefined
  return (...args) => {
    if (last === undefined || args.some((arg, index) => arg !== last?.args[index]))
      last = { args, result: compute(...args) }
    return last.result
  }
}
