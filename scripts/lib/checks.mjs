import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { checkApi } from '../tools/api.mjs'
import { staleEntries } from '../entries.mjs'
import { ensureBuilt } from './build.mjs'
import { prepareContainers } from './containers.mjs'
import { checkCoverage, coverageFolder } from './coverage.mjs'
import { StepFailed, step } from './progress.mjs'
import { packageProgram, root, run } from './run.mjs'

const UTF8 = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
const REAL = ['dist/test/**/*.real.test.js']
const E2E = ['dist/test/**/*.e2e.test.js']
/** They wait for the clocks of a real agent most of their time. */
const AGENTS = ['dist/test/e2e/claude-code*.e2e.test.js', 'dist/test/e2e/board-agent.e2e.test.js']
/** Use cases on real git, cut short at every step: long, and the adapters below them are what a locale could change. */
const SAME_IN_EVERY_LOCALE = ['dist/test/application/**/*.real.test.js']
const CONTAINER = ['dist/test/**/*.container.test.js']
const PACKAGE = ['dist/test/package/**/*.test.js']

async function tool(program, args, env = {}) {
  const path = packageProgram(program)
  if (path === null) throw new StepFailed(`${program} is not installed`)
  const { code, output } = await run(path, args, { quiet: true, env })
  if (code !== 0) throw new StepFailed(output)
}

/**
 * Programs that are not ours can fail by themselves: tmux 3.5a, for one, crashes now and then when a control client is
 * killed. A test on them is tried once more, and the run names every test that needed it.
 */
const onRealTools = { secondTry: true }

/**
 * Goes on while the checks after it run: they would leave a core idle. What it has to say is shown when it is done, and
 * the run ends when it has.
 */
const BESIDE = { beside: true }

const check = (name, title, work, { beside = false, isLast = false } = {}) => ({
  name,
  title,
  beside,
  isLast,
  run: () => step(title, work, { quietly: beside }),
})
const suite = (name, title, { beside = false, ...options }) => ({
  name,
  title,
  beside,
  suite: { name, extra: [], needs: ['server'], reporter: 'spec', ...options },
})

async function typesOf(folder) {
  if (existsSync(join(root, folder, 'tsconfig.json'))) await tool('tsc', ['-p', folder, '--noEmit'])
}

/** Everything `npm test` does, in its order: the table of guide and README. */
export const checks = [
  check('format', 'Format (prettier)', () => tool('prettier', ['--check', '--log-level', 'warn', '.'])),
  check('types', 'Types of server and tests (tsc)', () => ensureBuilt(['server'])),
  check('types', 'Types of the web client (tsc)', () => typesOf('adapters/inbound/web')),
  check('types', 'Types of the web tests (tsc)', () => ensureBuilt(['web-tests'])),
  check('lint', 'Lint and layers (eslint)', () => tool('eslint', ['.', '--max-warnings', '0']), BESIDE),
  check('graph', 'Import graph (dependency-cruiser)', () =>
    tool('depcruise', [
      'domain',
      'application',
      'infrastructure',
      'adapters',
      'composition',
      'test',
      'scripts',
      '--config',
    ]),
  ),
  check('entries', 'Published entry points name every file', async () => {
    const stale = await staleEntries()
    if (stale.length > 0) throw new StepFailed(`Run \`npm run entries\`. Out of date: ${stale.join(', ')}`)
  }),
  check('knip', 'Dead code (knip)', () => tool('knip', [])),
  check('api', 'Public API reports (api-extractor)', () => checkApi()),
  suite('fast', 'Fast tests', {
    files: ['dist/test/**/*.test.js', 'test/{architecture,scripts}/*.test.mjs'],
    ignore: [...REAL, ...E2E, ...CONTAINER, ...PACKAGE],
    needs: ['server', 'web-tests'],
    locale: UTF8,
    reporter: 'dot',
    limitMinutes: 5,
    coverage: coverageFolder,
  }),
  check('build', 'Build (tsc, vite)', () => ensureBuilt()),
  check('publint', 'Package (publint)', () => tool('publint', ['run', '--strict', '--pack', 'npm'])),
  suite('package', 'Packed, installed, used', {
    files: PACKAGE,
    needs: ['server', 'program', 'web'],
    locale: UTF8,
    limitMinutes: 10,
  }),
  suite('agents', 'Agents in sessions, end to end', {
    ...BESIDE,
    ...onRealTools,
    files: AGENTS,
    needs: ['server', 'web'],
    locale: UTF8,
    limitMinutes: 25,
    coverage: coverageFolder,
  }),
  suite('real', 'Real tools, UTF-8', {
    ...onRealTools,
    files: REAL,
    locale: UTF8,
    limitMinutes: 20,
    coverage: coverageFolder,
  }),
  suite('real-c', 'Real tools, LANG=C', {
    ...onRealTools,
    files: REAL,
    ignore: SAME_IN_EVERY_LOCALE,
    locale: 'C',
    limitMinutes: 20,
  }),
  suite('e2e', 'End to end', {
    ...onRealTools,
    files: E2E,
    ignore: AGENTS,
    needs: ['server', 'web'],
    locale: UTF8,
    limitMinutes: 25,
    coverage: coverageFolder,
  }),
  suite('containers', 'Containers', {
    ...onRealTools,
    files: CONTAINER,
    prepare: prepareContainers,
    needs: ['server', 'program', 'web'],
    locale: UTF8,
    limitMinutes: 10,
  }),
  check('coverage', 'Coverage (c8)', () => checkCoverage(), { isLast: true }),
]
