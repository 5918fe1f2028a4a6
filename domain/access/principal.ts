import type { SessionId } from '../sessions/session-id.js'
import type { NamedToken } from './named-token.js'

/** Kinds of token that a route or socket accepts as a whole. Named tokens are admitted by their scopes. */
export type TokenKind = 'operator' | 'session' | 'decision' | 'pairing'

/**
 * Caller, as far as the token proves it.
 *
 * Callers of the kinds `decision` and `pairing` are not authenticated yet: the use case compares the secret with that of
 * the approval, or with the codes for new devices.
 */
export type Principal =
  /** No token was required. */
  | { readonly kind: 'anyone' }
  | { readonly kind: 'operator' }
  /** `startedAs` is the name of the session at its start, which its programs still use. */
  | { readonly kind: 'session'; readonly id: SessionId; readonly startedAs: string }
  | { readonly kind: 'decision' }
  | { readonly kind: 'pairing' }
  | NamedPrincipal

/** Holder of a named token. */
export interface NamedPrincipal extends Pick<NamedToken, 'id' | 'label' | 'scopes' | 'expiresAt'> {
  readonly kind: 'named'
}

/** Token kinds accepted by a route or socket. `anyone` requires no token. There is no default. */
export type Admitted = 'anyone' | ReadonlyArray<TokenKind>

/** True when the principal's kind is listed. */
export const mayCall = (admitted: Admitted, principal: Principal): boolean =>
  admitted === 'anyone' || admitted.some((kind) => kind === principal.kind)

/** Person authenticated by the access proxy in front of the hub. */
export interface Person {
  /** Mail address by which the access proxy names the person. */
  readonly email: string
  /** Time of the sign-in, whole seconds since the epoch; 0 when the proxy does not report it. */
  readonly issuedAtSeconds: number
}
