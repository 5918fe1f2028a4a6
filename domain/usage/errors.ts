/** What was given is no name of a time zone that this machine knows. */
export interface InvalidTimeZone {
  readonly _tag: 'InvalidTimeZone'
}
export const invalidTimeZone: InvalidTimeZone = { _tag: 'InvalidTimeZone' }
