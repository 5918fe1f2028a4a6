// `npm test`: every check, from a bare clone. `npm test -- --only fast,lint [--no-install] [--complete] [mocha options]`.
// `--complete` fails the run where a suite could not run on this machine.
import { rmSync } from 'node:fs'
import { ensureToolsAndPackages } from './lib/packages.mjs'
import { ensureNodegit } from './lib/nodegit.mjs'
import { checkNode, ensureTools, TO_RUN, TO_TEST } from './lib/prerequisites.mjs'
import { bold, main, StepFailed } from './lib/progress.mjs'

const FLAGS = ['--no-install', '--complete']

function readOptions(args) {
  const only = args.indexOf('--only')
  const names = only === -1 ? null : (args[only + 1] ?? '').split(',')
  const ours = (arg, i) => FLAGS.includes(arg) || (only !== -1 && (i === only || i === only + 1))
  const [noInstall, mustBeComplete] = FLAGS.map((flag) => args.includes(flag))
  return { names, install: !noInstall, mustBeComplete, extra: args.filter((arg, i) => !ours(arg, i)) }
}

const { names, install, mustBeComplete, extra } = readOptions(process.argv.slice(2))

await main(async () => {
  checkNode()
  const tools = [...TO_RUN, ...TO_TEST]
  await (install ? ensureToolsAndPackages(tools) : ensureTools(tools))
  if (install) await ensureNodegit()
})

const { checks } = await import('./lib/checks.mjs')
const { coverageFolder } = await import('./lib/coverage.mjs')
const { ensureBuilt } = await import('./lib/build.mjs')
const { faultsOfRun, runMocha, totals } = await import('./lib/mocha.mjs')

const unknown = (names ?? []).filter((name) => checks.every((check) => check.name !== name))
if (unknown.length > 0) {
  console.error(
    `No such check: ${unknown.join(', ')}. There are: ${[...new Set(checks.map((c) => c.name))].join(', ')}.`,
  )
  process.exit(2)
}
if (names === null) rmSync(coverageFolder, { recursive: true, force: true })

const sum = { passed: 0, failed: 0, skipped: 0 }
const failures = []
const notRun = []
const secondTries = []

const indented = (text) => text.replaceAll(/^/gm, '      ')

/** A suite may need something that not every machine has; then it is named as not run, never left out in silence. */
async function runSuite({ title, suite, beside }) {
  await ensureBuilt(suite.needs)
  if (!beside) console.log(`\n${bold(title)}`)
  const prepared = await suite.prepare?.()
  if (prepared?.missing !== undefined) {
    console.log(`  NOT RUN: ${prepared.missing}.`)
    notRun.push(`${title}: ${prepared.missing}`)
    return
  }
  try {
    const output = beside ? 'pipe' : 'inherit'
    const { shown, ...results } = await runMocha({ ...suite, extra, env: prepared?.env, output })
    if (beside) console.log(`\n${bold(title)}\n${shown}`)
    count(title, results)
  } finally {
    await prepared?.close()
  }
}

function count(title, { passed, failed, skipped, failures: failedTests, again, faults }) {
  sum.passed += passed
  sum.failed += failed + faults.length
  sum.skipped += skipped
  const said = (test) => `${title}: ${test.title}\n${indented(test.error)}`
  failures.push(...failedTests.map(said))
  secondTries.push(...again.map(said))
  failures.push(...faults.map((fault) => `${title}: ${fault}`))
}

async function runOne(check) {
  try {
    await (check.suite ? runSuite(check) : check.run())
  } catch (error) {
    sum.failed += 1
    failures.push(check.title)
    console.log(error instanceof StepFailed ? `\n${error.message.trimEnd()}\n` : error)
  }
}

const beside = []
for (const check of checks.filter(({ name }) => names === null || names.includes(name))) {
  if (check.isLast) await Promise.all(beside)
  const run = runOne(check)
  if (check.beside) beside.push(run)
  else await run
}
await Promise.all(beside)

const faults = faultsOfRun({ secondTries, notRun, mustBeComplete })
sum.failed += faults.length
failures.push(...faults)
if (secondTries.length > 0) console.log(`\nTried a second time:\n${secondTries.map((one) => `  ${one}`).join('\n')}`)
if (notRun.length > 0) console.log(`\nNot run on this machine:\n${notRun.map((one) => `  ${one}`).join('\n')}`)
if (failures.length > 0) console.log(`\nNot right:\n${failures.map((failure) => `  ${failure}`).join('\n')}`)
process.exitCode = failures.length > 0 ? 1 : 0
console.log(`\n${totals(sum, { notRun, secondTries })}`)
