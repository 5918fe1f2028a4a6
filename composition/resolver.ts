import type { Container } from 'inversify'
import type { Token } from './token.js'
import { TOKENS } from './tokens.js'

type Values = { readonly [Name in keyof typeof TOKENS]: (typeof TOKENS)[Name] extends Token<infer A> ? A : never }

/** Returns a function that resolves tokens and gives their values under the names of the tokens. */
export const resolver =
  (container: Container) =>
  <Name extends keyof Values>(...names: ReadonlyArray<Name>): Pick<Values, Name> =>
    Object.fromEntries(names.map((name) => [name, container.get<unknown>(TOKENS[name])])) as Pick<Values, Name>
