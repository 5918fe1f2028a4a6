import type { Tagged } from '../shared/tagged.js'

/** The text is not a time zone name of this machine's time zone database. */
export type InvalidTimeZone = Tagged<'InvalidTimeZone'>
export const invalidTimeZone: InvalidTimeZone = { _tag: 'InvalidTimeZone' }
