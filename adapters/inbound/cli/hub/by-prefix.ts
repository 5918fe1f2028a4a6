import * as E from 'fp-ts/lib/Either.js'
import type { Failure } from '../output.js'

/** The one entry whose id is or begins with the text. */
export function byPrefix<A extends { readonly id: string }>(
  entries: ReadonlyArray<A>,
  text: string,
  noun: string,
): E.Either<Failure, A> {
  const exact = entries.find(({ id }) => id === text)
  if (exact !== undefined) return E.right(exact)
  const [first, ...others] = text === '' ? [] : entries.filter(({ id }) => id.startsWith(text))
  if (first === undefined) return E.left({ exit: 'notFound', problem: `there is no ${noun} ${text}` })
  return others.length === 0
    ? E.right(first)
    : E.left({
        exit: 'conflict',
        problem: `several ids begin with ${text}: ${[first, ...others].map(({ id }) => id).join(', ')}`,
      })
}

const SHORT_ID_LENGTH = 8

/** Beginning of an id for tables; commands take it in place of the whole id. */
export const shortId = (id: string): string => id.slice(0, SHORT_ID_LENGTH)
