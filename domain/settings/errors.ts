/** A change of settings that is refused whole. */
export interface InvalidSettings {
  readonly _tag: 'InvalidSettings'
  /** Keys that are no setting or have a value that does not fit. */
  readonly at: ReadonlyArray<string>
  /** Whether anything in it would have been a valid change. */
  readonly hasValid: boolean
}
export const invalidSettings = (at: ReadonlyArray<string>, hasValid: boolean): InvalidSettings => ({
  _tag: 'InvalidSettings',
  at,
  hasValid,
})
