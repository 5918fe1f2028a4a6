import type { Tagged } from '../shared/tagged.js'

/** A change of settings was refused as a whole. */
export interface InvalidSettings extends Tagged<'InvalidSettings'> {
  /** Keys that are unknown or have an invalid value. */
  readonly at: ReadonlyArray<string>
  /** True when another part of the request would have been a valid change. */
  readonly hasValid: boolean
}
export const invalidSettings = (at: ReadonlyArray<string>, hasValid: boolean): InvalidSettings => ({
  _tag: 'InvalidSettings',
  at,
  hasValid,
})
