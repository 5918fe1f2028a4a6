import type { ServiceIdentifier } from 'inversify'

/** Typed identifier of a binding. */
export type Token<A> = ServiceIdentifier<A>

export const token = <A>(name: string): Token<A> => Symbol.for(`penates.${name}`)
