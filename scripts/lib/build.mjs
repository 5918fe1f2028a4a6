import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { StepFailed, step } from './progress.mjs'
import { packageProgram, root, run } from './run.mjs'

const WEB = 'adapters/inbound/web'
const LAYERS = ['domain', 'application', 'infrastructure', 'adapters', 'composition']

/** The builds, what each is made from, the builds that it `needs`, and the file without which it is not there. */
const BUILDS = [
  {
    name: 'sources',
    title: 'Transpiling sources',
    sources: [...LAYERS, 'package-lock.json', 'scripts/tools/transpile.mjs'],
    except: [WEB],
    result: 'dist/composition/program/main.js',
    command: ['node', ['scripts/tools/transpile.mjs', 'sources']],
  },
  {
    name: 'server',
    title: 'Transpiling the web client and tests',
    needs: ['sources'],
    sources: [WEB, 'test', 'package-lock.json', 'scripts/tools/transpile.mjs'],
    except: [],
    result: 'dist/test/contracts/index.js',
    command: ['node', ['scripts/tools/transpile.mjs', 'tests']],
  },
  {
    name: 'program',
    title: 'Building the program',
    needs: ['sources'],
    sources: [...LAYERS, 'tsconfig.json', 'package-lock.json', 'scripts/tools/program.mjs', 'scripts/lib/bundling.mjs'],
    except: [WEB],
    result: 'dist/program/main.cjs',
    command: ['node', ['scripts/tools/program.mjs']],
  },
  {
    name: 'declarations',
    title: 'Types of server and tests (tsc)',
    sources: [...LAYERS, 'test', 'tsconfig.json', 'package-lock.json'],
    except: [WEB, 'test/web'],
    result: 'dist/composition/main.d.ts',
    info: 'dist/.tsbuildinfo',
    command: ['tsc', ['-p', 'tsconfig.json']],
  },
  {
    name: 'library',
    title: 'Building the entry points',
    needs: ['sources', 'server', 'declarations'],
    sources: [
      ...[...LAYERS, 'test/contracts', 'test/simulation', 'test/support', 'tsconfig.json', 'package-lock.json'],
      ...['scripts/tools/library.mjs', 'scripts/tools/fp-ts.d.ts'],
      ...['scripts/lib/bundling.mjs', 'scripts/lib/entry-points.mjs'],
    ],
    except: [WEB],
    result: 'dist/lib/index.js',
    command: ['node', ['scripts/tools/library.mjs']],
  },
  {
    name: 'web',
    title: 'Building the web client',
    isAlone: true,
    sources: [
      WEB,
      'domain',
      'application',
      'infrastructure',
      'adapters/inbound/http',
      'adapters/inbound/ws',
      'package-lock.json',
    ],
    except: [],
    result: 'dist/web/index.html',
    command: ['vite', ['build', WEB, '--config', `${WEB}/vite.config.ts`, '--logLevel', 'warn']],
  },
]

const TO_RUN = ['sources', 'program', 'web']
/** Builds that the package consists of. */
export const TO_PACK = [...TO_RUN, 'library']

function* filesIn(path, except) {
  if (except.includes(relative(root, path)) || !existsSync(path)) return
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const below = join(path, entry.name)
    if (entry.isDirectory()) yield* filesIn(below, except)
    else yield below
  }
}

/** One word for what a build is made from: names and contents, so that a touched file builds nothing. */
function digest({ sources, except, command }) {
  const hash = createHash('sha256').update(JSON.stringify(command))
  for (const source of sources.map((name) => join(root, name))) {
    const files = /\.\w+$/.test(source) ? [source] : filesIn(source, except)
    for (const file of files) hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

const stampOf = ({ name }) => join(root, 'dist', `.built-${name}`)

function isFresh(build, wanted) {
  const stamp = stampOf(build)
  return existsSync(stamp) && existsSync(join(root, build.result)) && readFileSync(stamp, 'utf8') === wanted
}

/** The compiler leaves what it made from sources that are gone; mocha would still run such a test. */
function removeLeftovers() {
  const dist = join(root, 'dist')
  for (const file of [
    ...filesIn(dist, ['dist/web', 'dist/program', 'dist/scripts', 'dist/lib', 'dist/man', 'dist/site']),
  ]) {
    const source = /^(.*?)(\.d\.ts|\.js|\.js\.map)$/.exec(relative(dist, file))?.[1]
    if (source === undefined) continue
    if (!['.ts', '.tsx'].some((end) => existsSync(join(root, source + end)))) rmSync(file)
  }
}

async function make(build, wanted) {
  await step(build.title, async (show) => {
    rmSync(stampOf(build), { force: true })
    const [program, args] = build.command
    if (build.info !== undefined && !existsSync(join(root, build.result))) {
      rmSync(join(root, build.info), { force: true }) // it would claim that the output is still there
    }
    const { code, output } = await run(packageProgram(program) ?? program, args, { quiet: true, onOutput: show })
    if (code !== 0) throw new StepFailed(`${build.title} failed:\n\n${output}`)
    if (['sources', 'server'].includes(build.name)) removeLeftovers()
    mkdirSync(join(root, 'dist'), { recursive: true })
    writeFileSync(stampOf(build), wanted)
  })
}

/**
 * The builds of this process. Each starts after the one before, since the compiled ones share files and the bundles are made
 * from those; one that is alone shares none.
 */
const made = new Map()
let lastBuild = Promise.resolve()

function makeOnce(build, inLane) {
  const known = made.get(build.name)
  if (known !== undefined) return known
  const making = (build.isAlone ? Promise.resolve() : lastBuild).then(async () => {
    const wanted = digest(build)
    if (!isFresh(build, wanted)) await inLane(() => make(build, wanted))
  })
  made.set(build.name, making)
  if (!build.isAlone) lastBuild = making.catch(() => undefined)
  return making
}

/**
 * Builds the program and the web client into dist/, each only when something it is made from has changed, and once in a process.
 * `inLane` runs the work of a build when there is room for it.
 */
export async function ensureBuilt(names = TO_RUN, inLane = (work) => work()) {
  const wanted = new Set(names)
  for (const build of BUILDS.filter(({ name }) => names.includes(name)))
    for (const name of build.needs ?? []) wanted.add(name)
  await Promise.all(BUILDS.filter(({ name }) => wanted.has(name)).map((build) => makeOnce(build, inLane)))
}
