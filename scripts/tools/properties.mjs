// Loaded by mocha before the tests. A counterexample of a random property is a defect: a second try would draw other
// values and pass, so a test whose property failed is not tried again. The message names the seed.
import { config } from 'chai'
import fc from 'fast-check'

// The 40 characters that are the default hide what differs.
config.truncateThreshold = 1_000

let running

export const mochaHooks = {
  beforeEach() {
    running = this.currentTest
  },
}

fc.configureGlobal({
  reporter(details) {
    if (!details.failed) return
    running?.retries(0)
    throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance })
  },
})
