import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'

/** An outside value has the wrong shape. */
export interface InvalidInput {
  readonly _tag: 'InvalidInput'
  /**
   * Paths like `items.0.title`, sorted and without duplicates; empty when the whole value is invalid. Never contains
   * values.
   */
  readonly at: ReadonlyArray<string>
}

const invalidInput = (at: ReadonlyArray<string>): InvalidInput => ({ _tag: 'InvalidInput', at })

/** Maximum number of paths; a body of 100 kB can have thousands of errors. */
const MAX_PATHS = 20

/** Decodes an outside value. */
export function decode<A>(codec: t.Decoder<unknown, A>, value: unknown): E.Either<InvalidInput, A> {
  const result = codec.decode(value)
  return E.isRight(result) ? result : E.left(invalidInput(paths(result.left)))
}

function paths(errors: t.Errors): ReadonlyArray<string> {
  const found = new Set(errors.map(pathOf).filter((path) => path !== ''))
  return [...found].sort().slice(0, MAX_PATHS)
}

/** Path of an error, without the steps that unions and intersections add for their members. */
function pathOf({ context }: t.ValidationError): string {
  return context
    .filter((_, index) => index > 0 && !choosesMember(context[index - 1]?.type))
    .map(({ key }) => key)
    .join('.')
}

/** True for types whose context entries are member numbers. Wrapper types are resolved to the wrapped type. */
function choosesMember(type: object | undefined): boolean {
  if (type === undefined) return false
  const { _tag: tag, type: wrapped } = type as { readonly _tag?: unknown; readonly type?: object }
  if (tag === 'ExactType' || tag === 'ReadonlyType' || tag === 'RefinementType') return choosesMember(wrapped)
  return tag === 'UnionType' || tag === 'IntersectionType'
}
