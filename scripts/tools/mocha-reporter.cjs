'use strict'
// Shows a run as mocha's own reporter does and leaves counts, failures and seconds per test file in a file for scripts/test.mjs.
const { writeFileSync } = require('node:fs')
const { relative } = require('node:path')
const Mocha = require('mocha')

module.exports = function reporter(runner, options) {
  const Shown = Mocha.reporters[process.env.PENATES_REPORTER ?? 'spec']
  const shown = new Shown(runner, options)
  const failed = []
  const again = []
  const seconds = {}
  let startedAt = 0
  runner.on('retry', (test, error) => again.push({ test, error }))
  runner.on('fail', (test, error) => failed.push({ test, error }))
  const isTop = (suite) => suite.parent?.root === true
  runner.on('suite', (suite) => {
    if (isTop(suite)) startedAt = performance.now()
  })
  runner.on('suite end', (suite) => {
    if (!isTop(suite) || suite.file === undefined) return
    const file = relative(process.cwd(), suite.file)
    seconds[file] = (seconds[file] ?? 0) + (performance.now() - startedAt) / 1000
  })
  runner.once('end', () => {
    const { passes, failures, pending } = runner.stats ?? shown.stats
    const results = {
      passed: passes,
      failed: failures,
      skipped: pending,
      failures: failed.map(told),
      again: again.map(told),
      seconds,
    }
    writeFileSync(process.env.PENATES_RESULTS, JSON.stringify(results))
  })
}

/** `seen` is set by hooks that know what the test saw; they run after the test has failed. */
function told({ test, error }) {
  return {
    title: test.fullTitle(),
    file: test.file && relative(process.cwd(), test.file),
    error: error?.stack ?? error?.message ?? String(error),
    seen: test.seen,
  }
}
