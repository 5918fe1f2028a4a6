import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { packageProgram, root } from './run.mjs'

/** After its last test a run must end by itself within this; longer means something was left open. */
const MUST_END_WITHIN_MS = 15_000
const LOOK_EVERY_MS = 250

/**
 * The environment of a suite: nothing of the person's tmux, git settings or hub, and the locale that is asked for.
 */
function environmentOf({ locale, reporter, results, coverage, env = {} }) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(TMUX|TMUX_PANE|LANG|LANGUAGE|LC_.*|PENATES_.*|NODE_TEST_CONTEXT)$/.test(name),
  )
  return {
    ...Object.fromEntries(kept),
    LANG: locale,
    LC_ALL: locale,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    PENATES_REPORTER: reporter,
    PENATES_RESULTS: results,
    ...env,
    ...(coverage === undefined ? {} : { NODE_V8_COVERAGE: coverage }),
  }
}

/**
 * Runs one mocha suite and answers `{ passed, failed, skipped, failures, again, seconds, faults, shown }`; `failures` names
 * the tests, `seconds` counts by file, `shown` is what the run printed where its output is piped, `again` are those that failed once and were tried again, as `secondTry` of a suite on real tools allows, and `faults` says
 * what no test can: nothing ran, the run broke off, took too long, or did not end by itself.
 */
export async function runMocha(suite) {
  const results = join(root, 'coverage', `results-${suite.name}.json`)
  mkdirSync(dirname(results), { recursive: true })
  rmSync(results, { force: true })
  const child = spawn(
    process.execPath,
    [
      '--enable-source-maps',
      packageProgram('mocha'),
      '--reporter',
      reporterFile,
      '--require',
      propertiesFile,
      ...(process.stdout.isTTY === true ? [] : ['--no-color']), // where CI is set mocha thinks better of it
      ...(suite.secondTry === true ? ['--retries', '1'] : []),
      ...suite.files,
      ...suite.extra,
    ],
    {
      cwd: root,
      env: environmentOf({ ...suite, results }),
      stdio: ['ignore', suite.output ?? 'inherit', suite.output ?? 'inherit'],
      detached: true, // its own group, so that what a stuck suite has started ends with it
    },
  )
  let shown = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      shown += text
    })
  }
  const { code, fault } = await watch(child, results, {
    limitMs: suite.limitMinutes * 60_000,
    mustEndWithinMs: suite.mustEndWithinMs ?? MUST_END_WITHIN_MS,
  })
  return { ...judge(results, code, fault), shown }
}

const reporterFile = join(root, 'scripts/tools/mocha-reporter.cjs')
const propertiesFile = join(root, 'scripts/tools/properties.mjs')

const ENDING = ['SIGINT', 'SIGTERM']
/** The suites that run now, each the leader of a group. */
const running = new Set()

function interrupt() {
  for (const child of running) endGroup(child)
  process.exit(130)
}

function watch(child, results, { limitMs, mustEndWithinMs }) {
  return new Promise((settle) => {
    const startedAt = Date.now()
    let doneAt = null
    let fault = null
    const stop = (what) => {
      fault = what
      endGroup(child)
    }
    const timer = setInterval(() => {
      if (doneAt === null && existsSync(results)) doneAt = Date.now()
      if (fault !== null) return
      if (doneAt !== null && Date.now() - doneAt > mustEndWithinMs) stop('the run does not end by itself')
      else if (Date.now() - startedAt > limitMs) stop(`the run took more than ${limitMs / 60_000} minutes`)
    }, LOOK_EVERY_MS)
    if (running.size === 0) for (const signal of ENDING) process.on(signal, interrupt)
    running.add(child)
    child.on('close', (code) => {
      clearInterval(timer)
      running.delete(child)
      if (running.size === 0) for (const signal of ENDING) process.off(signal, interrupt)
      settle({ code, fault })
    })
  })
}

function endGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It ended between our look and our signal.
  }
}

function judge(results, code, fault) {
  if (!existsSync(results)) {
    return {
      passed: 0,
      failed: 0,
      skipped: 0,
      failures: [],
      again: [],
      seconds: {},
      faults: [fault ?? `the run broke off (exit code ${code})`],
    }
  }
  const counts = JSON.parse(readFileSync(results, 'utf8'))
  const executed = counts.passed + counts.failed
  const faults = [
    ...(fault === null ? [] : [fault]),
    ...(executed === 0 ? ['no test was executed'] : []),
    ...(fault === null && executed > 0 && counts.failed === 0 && code !== 0
      ? [`exit code ${code} though every test passed`]
      : []),
  ]
  return { ...counts, faults }
}

/** Tests that may need their second try in `npm test`, and twice as many with `--all`. More of them are a defect of ours, not of the tools. */
export const MOST_SECOND_TRIES = 2

/** Faults of a run beside failed tests: too many second tries, and with `mustBeComplete` suites that could not run. */
export function faultsOfRun({ secondTries, most = MOST_SECOND_TRIES, notRun, mustBeComplete }) {
  return [
    ...(secondTries.length > most ? [`${secondTries.length} tests needed a second try; at most ${most} may`] : []),
    ...(mustBeComplete ? notRun.map((suite) => `Not run: ${suite}`) : []),
  ]
}

const counted = (count, one, many) => (count === 0 ? '' : `, ${count} ${count === 1 ? one : many}`)

/** The last line of a run. It counts second tries, suites that could not run on this machine, and files that had no need to. */
export function totals({ passed, failed, skipped }, { notRun, secondTries, unchanged = 0 }) {
  const suites = counted(notRun.length, 'suite not run', 'suites not run')
  const tries = counted(secondTries.length, 'needed a second try', 'needed a second try')
  const left = counted(unchanged, 'file unchanged since it passed', 'files unchanged since they passed')
  return `${passed} passed, ${failed} failed, ${skipped} skipped${tries}${suites}${left}`
}
