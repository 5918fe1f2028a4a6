import * as E from 'fp-ts/lib/Either.js'
import type { SessionId } from '../sessions/session-id.js'
import { promptIdTaken, type PromptIdTaken } from './errors.js'

/**
 * Adds an item under its id. A repeated request has the session and text of the former one, also in the comparison `isSame`, and adds
 * nothing; any other item with that id is refused.
 */
export function withNewId<
  A extends { readonly id: string; readonly session: SessionId; readonly text: string },
  Refusal,
>(
  all: ReadonlyArray<A>,
  item: A,
  add: () => E.Either<Refusal, ReadonlyArray<A>>,
  isSame: (former: A) => boolean = () => true,
): E.Either<Refusal | PromptIdTaken, ReadonlyArray<A>> {
  const former = all.find(({ id }) => id === item.id)
  if (former === undefined) return add()
  const isRepeated = former.session === item.session && former.text === item.text && isSame(former)
  return isRepeated ? E.right(all) : E.left(promptIdTaken(item.id))
}
