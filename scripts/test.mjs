// `npm test`: the checks that answer soon, and of their tests those that depend on what has changed since they passed.
// `npm test -- --all`: every check and test; `npm run test:long` is its second half. `npm test -- --help` lists the options.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { lanes } from './lib/lanes.mjs'
import { ensureToolsAndPackages } from './lib/packages.mjs'
import { LEFT_TO_ALL } from './lib/left-to-all.mjs'
import { ensureNodegit } from './lib/nodegit.mjs'
import { checkNode, ensureTools, TO_RUN, TO_TEST } from './lib/prerequisites.mjs'
import { bold, ended, main, say, StepFailed, step } from './lib/progress.mjs'
import { keepSeconds, secondsOf, shardsOf } from './lib/shards.mjs'

const USAGE = `npm test -- [options] [options of mocha]

  --all          every check and test
  --only NAMES   these checks only, with all of their tests: fast,lint
  --no-install   neither installs packages nor fetches programs
  --complete     fails where a suite could not run on this machine
  --calm         keeps a third of the machine free
  --long         the second half of --all`

const FLAGS = ['--no-install', '--complete', '--long', '--calm', '--all']
/** Share of the machine with `--calm`: on two cores one job that computes beside one that waits, or two with a browser. */
const CALM_SHARE = 0.65
/** Steps and test files that the run names at its end. */
const SLOWEST = 10

function readOptions(args) {
  const only = args.indexOf('--only')
  const names = only === -1 ? null : (args[only + 1] ?? '').split(',')
  const ours = (arg, i) => FLAGS.includes(arg) || (only !== -1 && (i === only || i === only + 1))
  const [noInstall, mustBeComplete, isLong, isCalm, isAll] = FLAGS.map((flag) => args.includes(flag))
  const extra = args.filter((arg, i) => !ours(arg, i))
  return { names, install: !noInstall, mustBeComplete, isLong, isCalm, isAll, extra }
}

const { names, install, mustBeComplete, isLong, isCalm, isAll, extra } = readOptions(process.argv.slice(2))

if (process.argv.includes('--help')) {
  const left = Object.entries(LEFT_TO_ALL).map(
    ([name, { keeps, because }]) => `  ${name.padEnd(12)} ${keeps === undefined ? '' : 'in part: '}${because}`,
  )
  console.log(`${USAGE}\n\nLeft to --all, beside what test:long does:\n\n${left.join('\n')}`)
  process.exit(0)
}

await main(async () => {
  checkNode()
  const tools = [...TO_RUN, ...TO_TEST]
  await (install ? ensureToolsAndPackages(tools) : ensureTools(tools))
})

const { allChecks, longChecks, namedChecks, shortChecks, testFiles } = await import('./lib/checks.mjs')
const { ensureAgentPrograms } = await import('./lib/agent-programs.mjs')
const { coverageFolder } = await import('./lib/coverage.mjs')
const { ensureBuilt } = await import('./lib/build.mjs')
const { faultsOfRun, MOST_SECOND_TRIES, runMocha, totals } = await import('./lib/mocha.mjs')
const { changedSincePassed, keepPassed, testKeys } = await import('./tools/passed-tests.mjs')
const { root } = await import('./lib/run.mjs')

const unknown = (names ?? []).filter((name) => namedChecks.every((check) => check.name !== name))
if (unknown.length > 0) {
  const known = [...new Set(namedChecks.map((check) => check.name))]
  console.error(`No such check: ${unknown.join(', ')}. There are: ${known.join(', ')}.`)
  process.exit(2)
}
const table = isAll ? allChecks : isLong ? longChecks : shortChecks
const chosen = names === null ? table : namedChecks.filter(({ name }) => names.includes(name))
if (isAll) rmSync(coverageFolder, { recursive: true, force: true })

const sum = { passed: 0, failed: 0, skipped: 0 }
const failures = []
const notRun = []
const secondTries = []
/** Page and hub output at the time of a failure, each with the title of the test. */
const seen = []
const slow = []

const inLane = lanes({ cores: availableParallelism() * (isCalm ? CALM_SHARE : 1) })
/** Others wait for a build. */
const BUILD_RANK = -1
const build = (wanted) => ensureBuilt(wanted, (work) => inLane('compute', work, BUILD_RANK))
const rankOf = (check) => chosen.indexOf(check)

const fetches = (what) => install && chosen.some(({ suite }) => suite?.fetches?.includes(what))
/** Further prerequisites of suites; a suite fails with the one that it `fetches`. */
const fetched = {
  nodegit: fetches('nodegit') ? ensureNodegit() : undefined,
  'claude-code': fetches('claude-code') ? ensureAgentPrograms() : undefined,
}
fetched['claude-code']?.catch(() => undefined)
// A compiler takes every core for minutes: beside it, tests on real tools would wait longer than they may.
await fetched.nodegit?.catch(() => undefined)

const indented = (text) => text.replaceAll(/^/gm, '      ')

const suites = chosen.filter(({ suite }) => suite !== undefined)
/** Taken before the builds, so that what is changed during the run is tested in the next one. */
const keys =
  extra.length > 0 || suites.length === 0
    ? null
    : testKeys(testFiles(), (file) => suites.some(({ needs, suite }) => suite.picks(file) && needs.length > 1))
/** Files that have passed, and have not changed since, run again when they are asked for. */
const runsAll = isAll || isLong || names !== null
let unchanged = 0

/** With options for mocha. */
const isInOnePiece = extra.length > 0

async function runShard({ title, suite, files, name, env }) {
  const isShown = isInOnePiece && chosen.length === 1
  const coverage = isAll ? suite.coverage : undefined
  const run = () => runMocha({ ...suite, coverage, files, name, extra, env, output: isShown ? 'inherit' : 'pipe' })
  if (isShown) say(`\n${bold(title)}`)
  let counts
  await step(
    title,
    async () => {
      const { shown, ...results } = await run()
      counts = results
      const { passed, failed, faults, failures, seconds } = results
      if (!isShown) writeFileSync(join(root, 'coverage', `${name}.log`), shown)
      count(title, results)
      keepSeconds(suite.name, seconds)
      const failedFiles = failures.map(({ file }) => file)
      const mayHavePassed = faults.length === 0 && !failedFiles.includes(undefined)
      if (keys !== null) keepPassed(suite.name, files, keys, (file) => mayHavePassed && !failedFiles.includes(file))
      slow.push(
        ...Object.entries(seconds).map(([file, taken]) => ({ title: `${file} (${suite.name})`, seconds: taken })),
      )
      if (failed + faults.length > 0) throw new StepFailed(`${shown.trimEnd()}\n`)
      return `${passed} passed`
    },
    { silently: isShown },
  ).catch((error) => {
    if (!(error instanceof StepFailed) || counts === undefined) throw error
    if (!isShown) say(`\n${error.message}`)
  })
}

/** Checks that have been started, with their ends. */
const runs = new Map()

/**
 * Chromium aborts its requests (ERR_NETWORK_CHANGED) when a network interface comes or goes, as those of containers do. So
 * browsers wait for the suites that start containers.
 */
const quietNetwork = () => Promise.all([...runs].filter(([{ suite }]) => suite?.changesNetwork).map(([, run]) => run))

/** A suite may need something that not every machine has; then it is named as not run, never left out in silence. */
async function runSuite(check) {
  const { title, suite, needs } = check
  const rank = rankOf(check)
  await Promise.all([build(needs), ...(suite.fetches ?? []).map((what) => fetched[what])])
  if (['browser', 'alone'].includes(suite.lane)) await quietNetwork()
  if (suite.prepare === undefined) return runShards({ title, suite, rank, env: suite.env })
  const prepared = await inLane(suite.lane, suite.prepare, rank)
  if (prepared.missing !== undefined) {
    say(`  NOT RUN: ${title}: ${prepared.missing}.`)
    notRun.push(`${title}: ${prepared.missing}`)
    return
  }
  try {
    await runShards({ title, suite, rank, env: prepared.env })
  } finally {
    await prepared.close()
  }
}

async function runShards({ title, suite, rank, env }) {
  mkdirSync(join(root, 'coverage'), { recursive: true })
  const picked = testFiles().filter(suite.picks)
  const files = runsAll || keys === null ? picked : changedSincePassed(suite.name, picked, keys)
  unchanged += picked.length - files.length
  if (files.length === 0) return
  const shards = isInOnePiece ? [files] : shardsOf(files, secondsOf(suite.name), suite.mostShards, suite.leastShards)
  await Promise.all(
    shards.map((shard, i) => {
      const [part, suffix] = shards.length === 1 ? ['', ''] : [` ${i + 1}/${shards.length}`, `-${i + 1}`]
      const named = { title: title + part, name: suite.name + suffix }
      return inLane(suite.lane, () => runShard({ ...named, suite, files: shard, env }), rank)
    }),
  )
}

function count(title, { passed, failed, skipped, failures: failedTests, again, faults }) {
  sum.passed += passed
  sum.failed += failed + faults.length
  sum.skipped += skipped
  const said = (test) => `${title}: ${test.title}\n${indented(test.error)}`
  failures.push(...failedTests.map(said))
  secondTries.push(...again.map(said))
  for (const test of [...again, ...failedTests]) if (test.seen) seen.push(`${test.title}\n${indented(test.seen)}`)
  failures.push(...faults.map((fault) => `${title}: ${fault}`))
}

const printed = new Set()
async function runOne(check) {
  try {
    if (check.suite) await runSuite(check)
    else {
      await build(check.needs)
      await inLane('compute', () => step(check.title, check.run), rankOf(check))
    }
  } catch (error) {
    sum.failed += 1
    failures.push(check.title)
    if (printed.has(error)) return // a build that several checks need
    printed.add(error)
    say(error instanceof StepFailed ? `\n${error.message.trimEnd()}\n` : error)
  }
}

const startedAt = Date.now()
for (const check of chosen.filter(({ isLast }) => !isLast)) runs.set(check, runOne(check))
await Promise.all(runs.values())
for (const check of chosen.filter(({ isLast }) => isLast)) await runOne(check)

const faults = faultsOfRun({
  secondTries,
  most: isAll ? 2 * MOST_SECOND_TRIES : MOST_SECOND_TRIES,
  notRun,
  mustBeComplete,
})
sum.failed += faults.length
failures.push(...faults)
const list = (heading, lines) => {
  if (lines.length > 0) console.log(`\n${heading}:\n${lines.map((one) => `  ${one}`).join('\n')}`)
}
const slowest = [...ended, ...slow].sort((a, b) => b.seconds - a.seconds).slice(0, SLOWEST)
const seconds = (count) => `${count.toFixed(1)} s`.padStart(8)
list(
  `Slowest of ${((Date.now() - startedAt) / 60_000).toFixed(1)} minutes`,
  slowest.map((one) => `${seconds(one.seconds)}  ${one.title}`),
)
// Long, so it stands before the lists: the end of an output is what is kept of it.
list('Seen by tests that failed', seen)
list('Tried a second time', secondTries)
list('Not run on this machine', notRun)
list('Not right', failures)
process.exitCode = failures.length > 0 ? 1 : 0
console.log(`\n${totals(sum, { notRun, secondTries, unchanged })}`)
