import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'

/** A value from outside that has the wrong shape. */
export interface InvalidInput {
  readonly _tag: 'InvalidInput'
  /** Where, as paths like `items.0.title`, sorted and each once; empty when the whole value is wrong. Never values. */
  readonly at: ReadonlyArray<string>
}

export const invalidInput = (at: ReadonlyArray<string>): InvalidInput => ({ _tag: 'InvalidInput', at })

/** Longer lists help nobody: a body of 100 kB can be wrong in thousands of places. */
const MAX_PATHS = 20

/** Reads an outside value. */
export function decode<A>(codec: t.Decoder<unknown, A>, value: unknown): E.Either<InvalidInput, A> {
  const result = codec.decode(value)
  return E.isRight(result) ? result : E.left(invalidInput(paths(result.left)))
}

function paths(errors: t.Errors): ReadonlyArray<string> {
  const found = new Set(errors.map(pathOf).filter((path) => path !== ''))
  return [...found].sort().slice(0, MAX_PATHS)
}

/** Unions and intersections number their members in the context; those steps are no part of the value. */
function pathOf({ context }: t.ValidationError): string {
  return context
    .filter((_, index) => index > 0 && !choosesMember(context[index - 1]?.type))
    .map(({ key }) => key)
    .join('.')
}

/** What wraps a type adds no step of its own: the wrapped one decides. */
function choosesMember(type: object | undefined): boolean {
  if (type === undefined) return false
  const { _tag: tag, type: wrapped } = type as { readonly _tag?: unknown; readonly type?: object }
  if (tag === 'ExactType' || tag === 'ReadonlyType' || tag === 'RefinementType') return choosesMember(wrapped)
  return tag === 'UnionType' || tag === 'IntersectionType'
}
