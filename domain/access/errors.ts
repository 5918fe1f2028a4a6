/** No token, or one that is not valid (any more). */
export interface Unauthenticated {
  readonly _tag: 'Unauthenticated'
  readonly reason: 'no-token' | 'bad-bearer'
}
export const unauthenticated = (reason: Unauthenticated['reason']): Unauthenticated => ({
  _tag: 'Unauthenticated',
  reason,
})

/** Why the word of the access proxy does not count; `unknown` is all that has no name of its own. */
export type AccessFault = 'no-jwt' | 'expired' | 'bad-aud' | 'bad-iss' | 'bad-sig' | 'no-email' | 'unknown'

/** A request that came through the tunnel, and nobody vouches for who sent it. */
export interface BadAccessToken {
  readonly _tag: 'BadAccessToken'
  readonly fault: AccessFault
}
export const badAccessToken = (fault: AccessFault): BadAccessToken => ({ _tag: 'BadAccessToken', fault })

/** A valid token on something that its kind may not use. */
export interface Forbidden {
  readonly _tag: 'Forbidden'
}
export const forbidden: Forbidden = { _tag: 'Forbidden' }

/** The request names a host, or comes from a page, that is not this hub's. */
export interface ForeignHost {
  readonly _tag: 'ForeignHost'
  readonly header: 'Host' | 'Origin'
}
export const foreignHost = (header: ForeignHost['header']): ForeignHost => ({ _tag: 'ForeignHost', header })

/** Too many requests, or too many wrong tokens, in one window. */
export interface TooManyRequests {
  readonly _tag: 'TooManyRequests'
  readonly retryAfterSeconds: number
}
export const tooManyRequests = (retryAfterSeconds: number): TooManyRequests => ({
  _tag: 'TooManyRequests',
  retryAfterSeconds,
})
