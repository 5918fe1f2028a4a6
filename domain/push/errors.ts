import type { Tagged } from '../shared/tagged.js'

/** The request has no valid subscription or device. */
export interface InvalidSubscription extends Tagged<'InvalidSubscription'> {
  readonly part: 'subscription' | 'device' | 'endpoint' | 'keys' | 'host'
}
export const invalidSubscription = (part: InvalidSubscription['part']): InvalidSubscription => ({
  _tag: 'InvalidSubscription',
  part,
})

/** The maximum number of subscriptions is reached, and none of them is broken. */
export type TooManySubscriptions = Tagged<'TooManySubscriptions', { readonly max: number }>

/** The hub has no keys for signing pushes. */
export type PushNotConfigured = Tagged<'PushNotConfigured'>
export const pushNotConfigured: PushNotConfigured = { _tag: 'PushNotConfigured' }

/** A part of the plan of messages is invalid. */
export interface InvalidPushPlan extends Tagged<'InvalidPushPlan'> {
  readonly part: 'reminderMinutes' | 'quiet' | 'todayAt' | 'timeZone' | 'contact'
}
export const invalidPushPlan = (part: InvalidPushPlan['part']): InvalidPushPlan => ({ _tag: 'InvalidPushPlan', part })

/** No browser with this device id has subscribed, or none that can be reached. */
export type DeviceNotSubscribed = Tagged<'DeviceNotSubscribed'>
export const deviceNotSubscribed: DeviceNotSubscribed = { _tag: 'DeviceNotSubscribed' }
