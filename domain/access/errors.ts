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
export interface ForeignHost extends Tagged<'ForeignHost'> {
  readonly header: 'Host' | 'Origin'
}
export const foreignHost = (header: ForeignHost['header']): ForeignHost => ({ _tag: 'ForeignHost', header })

/** Too many requests, or too many wrong tokens, within one window. */
export interface TooManyRequests extends Tagged<'TooManyRequests'> {
  readonly retryAfterSeconds: number
}
export const tooManyRequests = (retryAfterSeconds: number): TooManyRequests => ({
  _tag: 'TooManyRequests',
  retryAfterSeconds,
})
