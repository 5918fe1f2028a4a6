import type { expect as chaiExpect } from 'chai'

declare global {
  /** Global beside `describe` and `it`: mocha loads chai before the tests. */
  const expect: typeof chaiExpect
}
