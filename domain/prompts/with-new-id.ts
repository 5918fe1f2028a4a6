import * as E from 'fp-ts/lib/Either.js'
import type { SessionId } from '../sessions/session-id.js'
import { promptIdTaken, type PromptIdTaken } from './errors.js'

/** Adds an item under its id. That of an item of the same session adds nothing, so that a request may be repeated. */
export function withNewId<A extends { readonly id: string; readonly session: SessionId }, Refusal>(
  all: ReadonlyArray<A>,
  item: A,
  add: () => E.Either<Refusal, ReadonlyArray<A>>,
): E.Either<Refusal | PromptIdTaken, ReadonlyArray<A>> {
  const former = all.find(({ id }) => id === item.id)
  if (former === undefined) return add()
  return former.session === item.session ? E.right(all) : E.left(promptIdTaken(item.id))
}
