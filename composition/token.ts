import type { ServiceIdentifier } from 'inversify'

/** Names something that can be bound, and says of which type it is. */
export type Token<A> = ServiceIdentifier<A>

export const token = <A>(name: string): Token<A> => Symbol.for(`penates.${name}`)
