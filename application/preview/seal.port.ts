/** Makes texts that go out to a browser and come back unchanged, or are known not to be ours. */
export interface Seal {
  /** Letters, digits, `-`, `_` and `.` only, as a cookie takes them; the text is not hidden in it. */
  readonly close: (text: string) => string
  /** The text of a sealed one; `null` when it was not sealed by this hub since it started. Takes constant time. */
  readonly open: (sealed: string) => string | null
}
