/**
 * Returns the last result as long as every argument is the same object. For values that are never changed in place,
 * such as the list that every client polls.
 */
export function memoizeLast<Args extends ReadonlyArray<unknown>, A>(
  compute: (...args: Args) => A,
): (...args: Args) => A {
  let last: { readonly args: Args; readonly result: A } | undefined
  return (...args) => {
    if (last === undefined || args.some((arg, index) => arg !== last?.args[index]))
      last = { args, result: compute(...args) }
    return last.result
  }
}
