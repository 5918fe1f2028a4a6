/** No token, or one that is not valid (any more). */
export interface Unauthenticated {
  readonly _tag: 'Unauthenticated'
  readonly reason: 'no-token' | 'bad-bearer'
}
export const unauthenticated = (reason: Unauthenticated['reason']): Unauthenticated => ({
  _tag: 'Unauthenticated',
  reason,
})

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
