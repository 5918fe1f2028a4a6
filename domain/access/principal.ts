/** The three kinds of token; what each may do is said by every route and socket itself. */
export type TokenKind = 'operator' | 'session' | 'decision'

/**
 * Who is calling, as far as the token proves it.
 *
 * A `decision` caller has proven nothing yet: whoever decides the approval compares the secret with that approval's.
 */
export type Principal =
  /** Nobody asked for a token. */
  | { readonly kind: 'anyone' }
  | { readonly kind: 'operator' }
  /** `name` is the session's present name, `bornAs` that at its start: what its programs call themselves. */
  | { readonly kind: 'session'; readonly name: string; readonly bornAs: string }
  | { readonly kind: 'decision' }

/** Who may use a route or socket. `anyone` needs no token at all; there is no default. */
export type Admitted = 'anyone' | ReadonlyArray<TokenKind>

/** Nothing is allowed that is not named. */
export const mayCall = (admitted: Admitted, principal: Principal): boolean =>
  admitted === 'anyone' || admitted.some((kind) => kind === principal.kind)
