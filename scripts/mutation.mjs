// `npm run mutation -- [--only TEXT] [--sample PERCENT] [--timeout SECONDS] [--concurrency COUNT] [part …]`: mutation scores
// of the parts below, by Stryker on the compiled files. Run by hand; takes minutes to an hour a part. docs/mutation-testing.md has the last scores.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './lib/build.mjs'
import { main, StepFailed } from './lib/progress.mjs'
import { root, run } from './lib/run.mjs'

/** The last line of Stryker that runs on Node.js 20. Not a dependency: only this script needs it. */
const VERSION = '9.6.1'
/** Folder of its installation and its reports. */
const FOLDER = join(root, '.cache', 'stryker')
const SAMPLE_PLUGIN = fileURLToPath(new URL('lib/mutation-sample.mjs', import.meta.url))

const fast = (...folders) =>
  folders.map((folder) => `dist/test/${folder}/**/!(*.real|*.e2e|*.container|*.account).test.js`)
const files = (...names) => names.map((name) => `dist/test/${name}.test.js`)

const TMUX_WITHOUT_SERVER = [
  ...['control-protocol', 'formats', 'own-scope', 'screen', 'scrollback', 'scrolled-input', 'session-commands'],
  ...['session-identities', 'snapshot', 'start-command', 'visible-snapshot'],
]
/** Send signals to processes that they look up: a mutant can end any process of the user, the run itself too. */
const TMUX_UNSAFE = ['processes', 'stale-clients']
const FINISH = ['check-finish', 'finish-card', 'publish-finish', 'recover-finishes', 'undo-finish']

/**
 * Folders or files (without the ending), texts in the names of files that are left out, the tests that must see a fault in
 * the files, and the least score in percent. The tests are those beside the code: each mutant that survives runs all of them.
 */
const PARTS = {
  approvals: {
    sources: ['domain/approvals', 'application/approvals'],
    // Without the model test, which covers everything and takes 10 s.
    tests: [...fast('domain/approvals'), 'dist/test/application/approvals/!(any-order|*.real).test.js'],
    atLeast: 90,
  },
  access: {
    sources: ['domain/access', 'application/access'],
    tests: fast('domain/access', 'application/access'),
    atLeast: 90,
  },
  board: {
    sources: ['domain/board', 'application/board'],
    without: FINISH.map((file) => `finish/${file}.js`),
    tests: [
      ...fast('domain/board', 'application/board'),
      ...files(
        ...['board', 'board-spawn', 'finish'].map((name) => `adapters/inbound/http/board/${name}`),
        'adapters/inbound/http/sessions/git-column',
      ),
    ],
    atLeast: 80,
  },
  finish: {
    sources: FINISH.map((file) => `application/board/finish/${file}`),
    tests: files(...FINISH.map((file) => `application/board/finish/${file}`)),
    atLeast: 90,
  },
  usage: {
    sources: ['domain/usage', 'application/usage'],
    tests: [
      ...fast('domain/usage', 'application/usage', 'adapters/outbound/usage-logs', 'adapters/inbound/http/usage'),
      ...files('adapters/outbound/agents/limit-source'),
    ],
    atLeast: 80,
  },
  'json-store': {
    sources: ['adapters/outbound/json-store'],
    tests: fast('adapters/outbound/json-store'),
    atLeast: 75,
  },
  'approvals-log': {
    sources: ['adapters/outbound/approvals-log'],
    tests: fast('adapters/outbound/approvals-log'),
    atLeast: 75,
  },
  'token-file': {
    sources: ['adapters/outbound/token-file'],
    tests: fast('adapters/outbound/token-file'),
    atLeast: 75,
  },
  files: { sources: ['infrastructure/files'], tests: fast('infrastructure/files'), atLeast: 75 },
  'project-files': {
    sources: ['adapters/outbound/project-files'],
    tests: [
      ...fast('adapters/outbound/project-files'),
      ...files('adapters/outbound/project-files/project-files*.real'),
    ],
    atLeast: 75,
  },
  /** Files of the tmux adapter whose tests need no tmux server. */
  'tmux-without-server': {
    sources: TMUX_WITHOUT_SERVER.map((file) => `adapters/outbound/tmux/${file}`),
    tests: fast('adapters/outbound/tmux'),
    atLeast: 75,
  },
  /** The other files of the tmux adapter, on the real tmux. The tests of accounts need root. */
  'tmux-with-server': {
    sources: ['adapters/outbound/tmux'],
    without: [...TMUX_WITHOUT_SERVER, ...TMUX_UNSAFE].map((file) => `tmux/${file}.js`),
    tests: files(
      ...['*.real', '*.account', 'control-connection', 'tmux-link'].map((name) => `adapters/outbound/tmux/${name}`),
    ),
    atLeast: 75,
  },
  git: {
    sources: ['adapters/outbound/git'],
    tests: [
      ...fast('adapters/outbound/git'),
      ...files('adapters/outbound/git/*.real', 'application/board/board-finish.real'),
    ],
    atLeast: 75,
  },
  'usage-logs': {
    sources: ['adapters/outbound/usage-logs'],
    // Run in threads of their own, which Stryker does not tell of the chosen mutant.
    without: ['usage-logs.script', 'usage-logs.worker'],
    tests: fast('adapters/outbound/usage-logs'),
    atLeast: 75,
  },
}

async function ensureStryker() {
  if (existsSync(join(FOLDER, 'node_modules', '@stryker-mutator', 'mocha-runner', 'package.json'))) return
  mkdirSync(FOLDER, { recursive: true })
  const packages = ['core', 'mocha-runner'].map((name) => `@stryker-mutator/${name}@${VERSION}`)
  const argv = ['install', '--prefix', FOLDER, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', ...packages]
  const { code, output } = await run('npm', argv, { quiet: true })
  if (code !== 0) throw new StepFailed(`npm install failed:\n\n${output.slice(-3000)}`)
}

/** Compiled files of a source, which is a folder or a file without its ending. */
function compiled(source) {
  const folder = join('dist', source)
  if (!existsSync(join(root, source))) return [`${folder}.js`]
  const names = readdirSync(join(root, folder), { recursive: true }).filter((name) => name.endsWith('.js'))
  return names.map((name) => join(folder, name))
}

/** The score as Stryker counts it: detected mutants in percent of the valid ones. */
async function measure(name, { sources, without = [], tests }, { only, sample, timeout, concurrency }) {
  const { Stryker } = await import(
    pathToFileURL(join(FOLDER, 'node_modules/@stryker-mutator/core/dist/src/index.js')).href
  )
  const report = join(FOLDER, 'reports', `${name}.json`)
  await new Stryker({
    mutate: sources
      .flatMap(compiled)
      .filter((file) => file.includes(only) && !without.some((text) => file.includes(text))),
    testRunner: 'mocha',
    plugins: [join(FOLDER, 'node_modules/@stryker-mutator/mocha-runner/dist/src/index.js'), SAMPLE_PLUGIN],
    checkers: sample === undefined ? [] : ['sample'],
    mochaOptions: { spec: tests, require: ['chai/register-expect.js'], 'no-config': true },
    coverageAnalysis: 'perTest',
    disableTypeChecks: false,
    ignorePatterns: ['.cache', 'coverage', 'dist/test/e2e'],
    tempDirName: `.cache/stryker/tmp-${name}`,
    concurrency: Number(concurrency),
    // A mutant of code that runs as a module loads needs its own process: a few of them take most of the time.
    ignoreStatic: true,
    timeoutMS: Number(timeout) * 1_000,
    reporters: ['json', 'clear-text', 'progress-append-only'],
    clearTextReporter: { logTests: false, reportTests: false },
    jsonReporter: { fileName: report },
    logLevel: 'warn',
  }).runMutationTest()
  const states = Object.values(JSON.parse(readFileSync(report, 'utf8')).files).flatMap(({ mutants }) =>
    mutants.map(({ status }) => status),
  )
  const count = (...wanted) => states.filter((status) => wanted.includes(status)).length
  const detected = count('Killed', 'Timeout')
  return { detected, valid: detected + count('Survived', 'NoCoverage') }
}

await main(async () => {
  const options = {
    only: { type: 'string', default: '' },
    sample: { type: 'string' },
    // Generous, since a mutant that runs out of time counts as detected, also when the machine was busy.
    timeout: { type: 'string', default: '60' },
    concurrency: { type: 'string', default: '1' },
  }
  const { values, positionals: wanted } = parseArgs({ options, allowPositionals: true })
  const unknown = wanted.filter((name) => !(name in PARTS))
  if (unknown.length > 0)
    throw new StepFailed(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(PARTS).join(', ')}.`)
  await ensureBuilt(['server'])
  await ensureStryker()
  if (values.sample !== undefined) process.env.MUTATION_SAMPLE = values.sample
  const rows = []
  for (const name of wanted.length > 0 ? wanted : Object.keys(PARTS)) {
    const { detected, valid } = await measure(name, PARTS[name], values)
    const score = (100 * detected) / valid
    rows.push({ name, score: score.toFixed(1), atLeast: PARTS[name].atLeast, detected, valid })
    process.exitCode ||= score < PARTS[name].atLeast ? 1 : 0
  }
  console.log('\n| part | score | at least | detected | mutants |\n| --- | --- | --- | --- | --- |')
  for (const row of rows) console.log(`| ${Object.values(row).join(' | ')} |`)
})
