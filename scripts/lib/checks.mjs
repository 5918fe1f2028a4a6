import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepareContainers } from './containers.mjs'
import { checkCoverage, coverageFolder } from './coverage.mjs'
import { staleEntries } from '../entries.mjs'
import { runLint } from '../tools/lint.mjs'
import { LEFT_TO_ALL } from './left-to-all.mjs'
import { OTHER_ENGINES, ensureTools } from './prerequisites.mjs'
import { StepFailed } from './progress.mjs'
import { packageProgram, root, run } from './run.mjs'

const UTF8 = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'

/** Source of a test file. */
export const textOf = (file) => readFileSync(join(root, file.replace(/^dist\/(.*)\.js$/, '$1.ts')), 'utf8')

const isReal = (file) => file.endsWith('.real.test.js')
const isE2e = (file) => file.endsWith('.e2e.test.js')
const isContainer = (file) => file.endsWith('.container.test.js')
const isAccount = (file) => file.endsWith('.account.test.js')
const isPackage = (file) => /^(?:dist\/)?test\/package\//.test(file)
const isFast = (file) => ![isReal, isE2e, isContainer, isAccount, isPackage].some((is) => is(file))
/** They wait for the clocks of a real agent most of their time. */
const isAgent = (file) => /\/e2e\/(acp|claude-code.*|codex|opencode|board-agent)\.e2e\.test\.js$/.test(file)
/** The others wait for programs most of their time. */
const usesBrowser = (file) => file.includes('/e2e/web-')
/** They wait for minutes in which next to nothing is computed. */
const waitsForClock = (file) => /\/e2e\/claude-code-unanswered\.e2e\.test\.js$/.test(file)
/** Their limits are times of a page that is busy all the while. */
const isTimed = (file) => /\/e2e\/web-terminal-flood\.e2e\.test\.js$/.test(file)
/** Main journeys in browsers that not every machine has. */
const isOtherEngine = (file) => /\/e2e\/web-engines\.e2e\.test\.js$/.test(file)
/** Pages that a person uses all day, and all that is no page. `npm run test:long` runs the others. */
const isDaily = (file) =>
  isE2e(file) &&
  !/\/e2e\/web-(?!(approvals|board|changes|interactions|monkey|needs|new-session|overview|rules|shell|sign-in|terminal|terminal-resume|terminal-scroll)\.)/.test(
    file,
  )
/** Real programs whose output and handling of characters depends on the locale. */
const dependsOnLocale = (file) =>
  isReal(file) &&
  /\/(session-host\.tmux\.(?!faults)|.*\.git\.|check-|control-connection|.*pty|nodegit-as-git|worktree-files|command-runner|prerequisites|scripts|terminal\.endpoint)/.test(
    file,
  )
/** Files that try more seeds or steps in `npm run test:long`. */
const isLonger = (file) => textOf(file).includes('support/short-or-long.js')

/** Files that `npm test` runs with the newest Claude Code, and `npm run test:long` with the other version. */
const hasVersions = (file) => isAgent(file) && textOf(file).includes('CLAUDE_CODE_VERSIONS')

/** Every test file as mocha runs it, from the root of the repository. Read from the sources: nothing need be built. */
export function testFiles() {
  const names = readdirSync(join(root, 'test'), { recursive: true }).map((file) => `test/${file.replaceAll('\\', '/')}`)
  const built = names.filter((file) => file.endsWith('.test.ts')).map((file) => `dist/${file.replace(/ts$/, 'js')}`)
  return [...built, ...names.filter((file) => file.endsWith('.test.mjs'))].sort()
}

async function tool(program, args, env = {}) {
  const path = packageProgram(program)
  if (path === null) throw new StepFailed(`${program} is not installed`)
  const { code, output } = await run(path, args, { quiet: true, env })
  if (code !== 0) throw new StepFailed(output)
}

async function script(file, ...args) {
  const { code, output } = await run(process.execPath, [join(root, file), ...args], { quiet: true })
  if (code !== 0) throw new StepFailed(output)
}

/**
 * Programs that are not ours can fail by themselves: tmux 3.5a, for one, crashes now and then when a control client is
 * killed. A test on them is tried once more, and the run names every test that needed it.
 */
const onRealTools = { secondTry: true }

/** `needs` names builds; `isLast` waits for every other check. */
const check = (name, title, work, { needs = [], isLast = false } = {}) => ({
  name,
  title,
  needs,
  isLast,
  run: work,
})
/** Runs as soon as its builds and what it `fetches` are there; its shards are jobs of the kind `lane`. */
const suite = (name, title, options) => ({
  name,
  title,
  needs: ['server', ...(options.needs ?? [])],
  suite: { name, extra: [], reporter: 'spec', lane: 'wait', ...options },
})

/** Installs the browsers on Debian; elsewhere the suite is reported as not run. */
async function prepareEngines() {
  try {
    await ensureTools(OTHER_ENGINES)
    return { env: {}, close: () => undefined }
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error
    return { missing: error.message.split('\n', 1)[0].replace(/\.$/, '') }
  }
}

const typesOf = (folder) => tool('tsc', ['-p', folder])

const depcruise = [
  ...['domain', 'application', 'infrastructure', 'adapters', 'composition', 'test', 'scripts'],
  ...['--config', '--progress', 'none'],
]
const prettier = ['--check', '--log-level', 'warn', '--cache', '--cache-strategy', 'content']

const real = { ...onRealTools, fetches: ['nodegit'] }

/** Checks that stand before `longChecks`, as docs/development.md lists them. Each lane starts its checks in this order. */
const checks = [
  // The longest one alone: it starts first.
  check('lint', 'Lint (eslint)', () => runLint(tool), { needs: ['declarations'] }),
  suite('fast', 'Fast tests', {
    picks: isFast,
    locale: UTF8,
    reporter: 'dot',
    limitMinutes: 15,
    lane: 'fast',
    mostShards: 6, // each loads the modules anew, and keeps what its tests have made
    coverage: coverageFolder,
  }),
  check('types', 'Types of server and tests (tsc)', () => undefined, { needs: ['declarations'] }),
  check('types', 'Types of the web client (tsc)', () => typesOf('adapters/inbound/web')),
  check('types', 'Types of the web tests (tsc)', () => typesOf('test/web')),
  check('format', 'Format (prettier)', () =>
    tool('prettier', [...prettier, '--cache-location', '.cache/prettier', '.']),
  ),
  // Some tests import what is built.
  check('graph', 'Layers and import graph (dependency-cruiser)', () => tool('depcruise', depcruise), {
    needs: ['server'],
  }),
  check('entries', 'Published entry points name every file', async () => {
    const stale = await staleEntries()
    if (stale.length > 0) throw new StepFailed(`Run \`npm run entries\`. Out of date: ${stale.join(', ')}`)
  }),
  check('knip', 'Dead code (knip)', () => tool('knip', [])),
  check('api', 'Public API reports (api-extractor)', () => script('scripts/tools/api.mjs', '--check'), {
    needs: ['declarations'],
  }),
  check('publint', 'Package (publint)', () => tool('publint', ['run', '--strict', '--pack', 'npm']), {
    needs: ['server', 'program', 'library', 'web'],
  }),
  suite('clocks', 'Waits of minutes, end to end', {
    ...onRealTools,
    picks: waitsForClock,
    lane: 'clock',
    fetches: ['claude-code'],
    needs: ['program', 'web'],
    locale: UTF8,
    limitMinutes: 10,
  }),
  // Before the browsers, which wait for it, and those before what fills the rest of their cores.
  suite('containers', 'Containers', {
    ...onRealTools,
    picks: isContainer,
    changesNetwork: true,
    prepare: prepareContainers,
    needs: ['program', 'library', 'web'],
    locale: UTF8,
    limitMinutes: 10,
  }),
  suite('e2e', 'End to end in a browser', {
    ...onRealTools,
    picks: (file) => isDaily(file) && usesBrowser(file),
    lane: 'browser',
    needs: ['program', 'library', 'web'],
    locale: UTF8,
    limitMinutes: 25,
  }),
  suite('agents', 'Agents in sessions, end to end', {
    ...onRealTools,
    picks: (file) => isAgent(file) && !waitsForClock(file),
    lane: 'agent',
    fetches: ['claude-code'],
    needs: ['program', 'web'],
    locale: UTF8,
    limitMinutes: 25,
  }),
  suite('accounts', 'Sessions of another account', {
    ...onRealTools,
    picks: isAccount,
    prepare: () =>
      process.platform === 'linux' && process.getuid() === 0
        ? { env: {}, close: () => undefined }
        : {
            missing: 'only root can start programs as another account, and only on Linux',
          },
    fetches: ['claude-code'],
    needs: ['program', 'web'],
    locale: UTF8,
    limitMinutes: 10,
    coverage: coverageFolder,
  }),
  suite('programs', 'Programs, end to end', {
    ...onRealTools,
    picks: (file) => isDaily(file) && !usesBrowser(file) && !isAgent(file),
    needs: ['program', 'library', 'web'],
    locale: UTF8,
    limitMinutes: 15,
  }),
  suite('real', 'Real tools, UTF-8', {
    ...real,
    picks: isReal,
    fetches: ['nodegit', 'claude-code'], // one of all files runs Claude Code
    locale: UTF8,
    limitMinutes: 20,
    coverage: coverageFolder,
  }),
  suite('real-c', 'Real tools, LANG=C', {
    ...real,
    picks: dependsOnLocale,
    locale: 'C',
    limitMinutes: 20,
  }),
  suite('package', 'Packed, installed, used', {
    picks: isPackage,
    lane: 'browser',
    needs: ['program', 'library', 'web'],
    locale: UTF8,
    limitMinutes: 10,
  }),
  check('coverage', 'Coverage (c8)', () => checkCoverage(), { isLast: true }),
]

/** The checks of `npm run test:long`, the second half of `npm test -- --all`: more seeds, steps, pages, locales and versions. */
export const longChecks = [
  check('site', 'Site of the documentation, with its links', () => script('scripts/tools/site.mjs')),
  suite('long', 'Every seed and step', {
    ...real,
    lane: 'compute',
    picks: (file) => isLonger(file) && !isE2e(file),
    env: { PENATES_LONG_TESTS: '1' },
    coverage: coverageFolder,
    // Sizes of these files tell nothing about their time.
    leastShards: 8,
    locale: UTF8,
    limitMinutes: 30,
  }),
  suite('pages', 'Further pages, end to end', {
    ...onRealTools,
    picks: (file) => isE2e(file) && (!isDaily(file) || isLonger(file)) && !isTimed(file) && !isOtherEngine(file),
    env: { PENATES_LONG_TESTS: '1' },
    lane: 'browser',
    needs: ['program', 'library', 'web'],
    locale: UTF8,
    limitMinutes: 60,
  }),
  suite('timed', 'Times of busy pages, end to end', {
    ...onRealTools,
    picks: isTimed,
    env: { PENATES_LONG_TESTS: '1' },
    lane: 'alone',
    needs: ['program', 'web'],
    locale: UTF8,
    limitMinutes: 10,
  }),
  suite('engines', 'Main journeys in Firefox and WebKitGTK', {
    ...onRealTools,
    picks: isOtherEngine,
    prepare: prepareEngines,
    lane: 'browser',
    needs: ['program', 'web'],
    locale: UTF8,
    limitMinutes: 15,
  }),
  suite('versions', 'Agents in sessions, the measured version of Claude Code', {
    ...onRealTools,
    picks: hasVersions,
    env: { PENATES_LONG_TESTS: '1' },
    lane: 'agent',
    fetches: ['claude-code'],
    needs: ['program', 'web'],
    locale: UTF8,
    limitMinutes: 25,
  }),
  check(
    'node-versions',
    'Package suite on Node.js 20.19, 22 and 24, fast tests on 24',
    () => script('scripts/node-versions.mjs'),
    {
      needs: ['server', 'program', 'library', 'web'],
      isLast: true,
    },
  ),
]

/** Suites, and the later ones that repeat files of theirs with more files, seeds or steps. */
const repeated = { fast: 'long', real: 'long', e2e: 'pages', programs: 'pages' }

function unlessRepeated(one) {
  const later = longChecks.find(({ name }) => name === repeated[one.name])
  if (later === undefined) return one
  const { picks } = one.suite
  return { ...one, suite: { ...one.suite, picks: (file) => picks(file) && !later.suite.picks(file) } }
}

/** The checks of `npm test -- --all`. */
export const allChecks = [...checks.map(unlessRepeated), ...longChecks]

/** Run on other versions of Node.js: fast tests of the hub, with few seeds. */
const nodeSuite = suite('node', 'Fast tests of the hub', {
  picks: (file) => isFast(file) && !isLonger(file) && !/^(?:dist\/)?test\/(?:architecture|scripts)\//.test(file),
  locale: UTF8,
  reporter: 'dot',
  limitMinutes: 15,
  lane: 'fast',
})

/** Checks that `--only` can name. */
export const namedChecks = [...checks, ...longChecks, nodeSuite]

/** The checks of `npm test`: fast answers to a change. */
export const shortChecks = checks.flatMap((one) => {
  if (!(one.name in LEFT_TO_ALL)) return [one]
  const { keeps } = LEFT_TO_ALL[one.name]
  if (keeps === undefined) return []
  const { picks } = one.suite
  return [{ ...one, suite: { ...one.suite, picks: (file) => picks(file) && keeps(file), fetches: [] } }]
})
