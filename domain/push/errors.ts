/** The request names no subscription, or no device, or something that is neither. */
export interface InvalidSubscription {
  readonly _tag: 'InvalidSubscription'
  readonly part: 'subscription' | 'device' | 'endpoint' | 'keys' | 'host'
}
export const invalidSubscription = (part: InvalidSubscription['part']): InvalidSubscription => ({
  _tag: 'InvalidSubscription',
  part,
})

/** As many devices as the hub pushes to, and none of them is broken. */
export interface TooManySubscriptions {
  readonly _tag: 'TooManySubscriptions'
  readonly max: number
}

/** The hub has no keys to sign pushes with. */
export interface PushNotConfigured {
  readonly _tag: 'PushNotConfigured'
}
export const pushNotConfigured: PushNotConfigured = { _tag: 'PushNotConfigured' }
