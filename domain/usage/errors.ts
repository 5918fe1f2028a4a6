/** The text is not a time zone name of this machine's time zone database. */
export interface InvalidTimeZone {
  readonly _tag: 'InvalidTimeZone'
}
export const invalidTimeZone: InvalidTimeZone = { _tag: 'InvalidTimeZone' }
