'use strict'
// Shows a run as mocha's own reporter does and leaves the counts in a file for scripts/test.mjs.
const { writeFileSync } = require('node:fs')
const Mocha = require('mocha')

module.exports = function reporter(runner, options) {
  const Shown = Mocha.reporters[process.env.PENATES_REPORTER ?? 'spec']
  const shown = new Shown(runner, options)
  runner.once('end', () => {
    const { passes, failures, pending } = runner.stats ?? shown.stats
    writeFileSync(process.env.PENATES_RESULTS, JSON.stringify({ passed: passes, failed: failures, skipped: pending }))
  })
}
