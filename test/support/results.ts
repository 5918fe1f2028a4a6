import * as E from 'fp-ts/lib/Either.js'

/** Value of a right; a left fails the test with its content. */
export function right<A>(result: E.Either<unknown, A>): A {
  if (E.isLeft(result)) throw new Error(`failed with ${JSON.stringify(result.left)}`)
  return result.right
}

/** The tag of what failed; `none` when it succeeded. */
export const leftTag = (result: E.Either<{ readonly _tag: string }, unknown>): string =>
  E.isLeft(result) ? result.left._tag : 'none'
