import type { Tagged } from '../shared/tagged.js'

/** The token is missing, invalid or no longer valid. */
export interface Unauthenticated extends Tagged<'Unauthenticated'> {
  /** `no-token` without an `Authorization` header. */
  readonly reason: 'no-token' | 'bad-bearer'
}
export const unauthenticated = (reason: Unauthenticated['reason']): Unauthenticated => ({
  _tag: 'Unauthenticated',
  reason,
})

/** Reason why the token of the access proxy is invalid; `unknown` for all other faults. */
export type AccessFault = 'no-jwt' | 'expired' | 'bad-aud' | 'bad-iss' | 'bad-sig' | 'no-email' | 'unknown'

/** The request came through the tunnel without a valid token of the access proxy. */
export interface BadAccessToken extends Tagged<'BadAccessToken'> {
  /** Reason for the refusal. */
  readonly fault: AccessFault
}
export const badAccessToken = (fault: AccessFault): BadAccessToken => ({ _tag: 'BadAccessToken', fault })

/** The token is valid, but its kind may not use this route. */
export type Forbidden = Tagged<'Forbidden'>
export const forbidden: Forbidden = { _tag: 'Forbidden' }

/** The `Host` or `Origin` header of the request does not belong to this hub. */
export type ForeignHost = Tagged<'ForeignHost', { readonly header: 'Host' | 'Origin' }>
export const foreignHost = (header: ForeignHost['header']): ForeignHost => ({ _tag: 'ForeignHost', header })

/** Too many requests, or too many wrong tokens, within one window. */
export type TooManyRequests = Tagged<'TooManyRequests', { readonly retryAfterSeconds: number }>
export const tooManyRequests = (retryAfterSeconds: number): TooManyRequests => ({
  _tag: 'TooManyRequests',
  retryAfterSeconds,
})

/** A field of a new token does not have the form that it must have. */
export interface InvalidToken extends Tagged<'InvalidToken'> {
  /** `count` when the hub stores as many tokens as it can. */
  readonly field: 'label' | 'scopes' | 'expiresAt' | 'count'
}
export const invalidToken = (field: InvalidToken['field']): InvalidToken => ({ _tag: 'InvalidToken', field })

/** The code for a new device is unknown, was used or has expired. */
export type InvalidPairingCode = Tagged<'InvalidPairingCode'>
export const invalidPairingCode: InvalidPairingCode = { _tag: 'InvalidPairingCode' }

/** No token has this id: it was revoked, or there was none. */
export type TokenNotFound = Tagged<'TokenNotFound', { readonly id: string }>
export const tokenNotFound = (id: string): TokenNotFound => ({ _tag: 'TokenNotFound', id })

/** The new token would have more rights, or a later end, than the one that makes it. */
export type TokenExceedsOwn = Tagged<'TokenExceedsOwn'>
export const tokenExceedsOwn: TokenExceedsOwn = { _tag: 'TokenExceedsOwn' }
