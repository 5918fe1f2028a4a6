'use strict'
// Shows a run as mocha's own reporter does and leaves counts and failures in a file for scripts/test.mjs.
const { writeFileSync } = require('node:fs')
const Mocha = require('mocha')

module.exports = function reporter(runner, options) {
  const Shown = Mocha.reporters[process.env.PENATES_REPORTER ?? 'spec']
  const shown = new Shown(runner, options)
  const failed = []
  const again = []
  runner.on('retry', (test, error) => again.push({ title: test.fullTitle(), error: error?.stack ?? String(error) }))
  runner.on('fail', (test, error) =>
    failed.push({ title: test.fullTitle(), error: error?.stack ?? error?.message ?? String(error) }),
  )
  runner.once('end', () => {
    const { passes, failures, pending } = runner.stats ?? shown.stats
    const results = { passed: passes, failed: failures, skipped: pending, failures: failed, again }
    writeFileSync(process.env.PENATES_RESULTS, JSON.stringify(results))
  })
}
