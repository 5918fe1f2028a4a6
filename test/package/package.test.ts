import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core'
import { access, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bytesIn, copyNatives, install, installPackage, installTestPackages, runIn } from './install-package.js'
import {
  EMBEDDED,
  EVERY_ENTRY_POINT,
  ON_CONTRACTS,
  ON_FAKES,
  ON_REAL_TMUX,
  REQUIRED,
  TYPED,
  WITHOUT_NATIVES,
} from './scripts.js'

/** npm fetches packages. */
const INSTALL_TIMEOUT_MS = 300_000
const SCRIPT_TIMEOUT_MS = 60_000
const MOST_BYTES = 10.5e6
const MOST_WHOLE_BYTES = 20e6

/** The profile `esm-only`: resolution without \`exports\` and from CommonJS files is left out. */
const isOfModules = (problem: Problem): boolean =>
  !('resolutionKind' in problem) || !['node10', 'node16-cjs'].includes(problem.resolutionKind)

describe('the packed package, installed into an empty folder', function () {
  this.timeout(SCRIPT_TIMEOUT_MS)
  let folder = ''
  let tarball = ''
  let besides = ''

  before(async function () {
    this.timeout(INSTALL_TIMEOUT_MS)
    ;[folder, besides] = await Promise.all([
      mkdtemp(join(tmpdir(), 'penates-package-')),
      mkdtemp(join(tmpdir(), 'penates-package-')),
    ])
    tarball = await installPackage(process.cwd(), folder)
  })
  after(() => Promise.all([folder, besides].map((made) => rm(made, { recursive: true, force: true }))))

  async function node(script: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
    await writeFile(join(folder, 'script.mjs'), script)
    return runIn(folder, process.execPath, ['script.mjs'], env)
  }

  it('takes at most 10.5 MB without optional packages, and needs no other', async () => {
    expect(await bytesIn(join(folder, 'node_modules'))).to.be.at.most(MOST_BYTES)
    const packages = await readdir(join(folder, 'node_modules'))
    expect(packages.filter((name) => !name.startsWith('.'))).to.deep.equal(['penates'])
  })

  it('names the packages that a hub needs, and the command that installs them', async () => {
    const command = `npm install --prefix ${folder} @lydell/node-pty`
    expect(await node(WITHOUT_NATIVES)).to.contain(command)
    const env = { PENATES_HOME: join(folder, 'state'), PORT: '0' }
    const program = join(folder, 'node_modules/.bin/penates')
    const refusal = await runIn(folder, program, ['serve'], env).catch(String)
    expect(refusal).to.contain(command)
  })

  it('starts and lists a session on the fakes', async () => {
    expect(await node(ON_FAKES)).to.equal('started cc-demo in /work, alive: cc-demo\n')
  })

  it('takes at most 20 MB with the packages that a hub needs', async function () {
    this.timeout(INSTALL_TIMEOUT_MS)
    await installTestPackages(folder)
    const names = ['penates', ...(await copyNatives(process.cwd(), folder))]
    const sizes = await Promise.all(names.map((name) => bytesIn(join(folder, 'node_modules', name))))
    expect(sizes.reduce((sum, size) => sum + size, 0)).to.be.at.most(MOST_WHOLE_BYTES)
  })

  it('starts and lists a session on the real tmux', async () => {
    expect(await node(ON_REAL_TMUX, { SOCKET: join(folder, 'socket') })).to.equal('alive: demo\nafter its end: none\n')
  })

  it('opens terminals with node-pty itself, compiled, where that alone is there', async function () {
    if (process.platform !== 'linux') this.skip()
    this.timeout(INSTALL_TIMEOUT_MS)
    // Beside the folder, whose packages would be found from below it.
    const own = join(besides, 'compiled')
    await mkdir(own)
    await writeFile(join(own, 'package.json'), JSON.stringify({ private: true, allowScripts: { 'node-pty': true } }))
    await install(own, 'node-pty@1.1', '--ignore-scripts')
    await runIn(own, 'npm', ['rebuild', 'node-pty', '--foreground-scripts', '--ignore-scripts=false'])
    await cp(join(folder, 'node_modules/penates'), join(own, 'node_modules/penates'), { recursive: true })
    await copyNatives(process.cwd(), own)
    await rm(join(own, 'node_modules/@lydell'), { recursive: true })
    const env = { PENATES_HOME: join(own, 'state'), PORT: '0' }
    expect(
      await runIn(own, process.execPath, ['node_modules/penates/dist/program/main.cjs', 'doctor'], env).catch(String),
    ).to.match(/packages\s+node-pty, fs-native-extensions/)
  })

  it('runs below a path of another server', async () => {
    expect(await node(EMBEDDED)).to.equal('200 text/html; charset=utf-8\n')
  })

  it('loads no other package for the root', async () => {
    const counted = join(folder, 'loaded')
    await node("await import('penates')", { NODE_V8_COVERAGE: counted })
    expect(await foreignFiles(counted)).to.deep.equal([])
  })

  it('resolves every entry point', async () => {
    expect(await node(EVERY_ENTRY_POINT)).to.equal('all there\n')
  })

  it('holds a foreign adapter to the published contracts', async () => {
    await writeFile(join(folder, 'contracts.mjs'), ON_CONTRACTS)
    const printed = await runIn(folder, join(folder, 'node_modules/.bin/mocha'), ['contracts.mjs'])
    expect(printed).to.match(/SessionTokens on mine[^]*\d+ passing/)
  })

  it('has types that every way of resolving an ES module finds', async () => {
    const checked = await checkPackage(createPackageFromTarballData(await readFile(tarball)))
    const problems = checked.types === false ? ['no types'] : checked.problems.filter(isOfModules)
    expect(problems).to.deep.equal([])
  })

  it('types every entry point for a strict project', async () => {
    await writeFile(join(folder, 'typed.ts'), TYPED)
    const compilerOptions = { noEmit: true, strict: true, module: 'nodenext', skipLibCheck: true, types: [] }
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }))
    const compiler = ['node_modules/typescript/bin/tsc', '../node_modules/typescript/bin/tsc']
    expect(await compile(compiler)).to.equal('')
  })

  it('brings the penates program', async () => {
    const program = join(folder, 'node_modules/.bin/penates')
    expect(await runIn(folder, program, ['--help'])).to.match(/serve[^]*token[^]*doctor/)
    const licences = (part: string): Promise<string> =>
      readFile(join(folder, 'node_modules/penates/dist', part, 'LICENSES.md'), 'utf8')
    expect(await licences('program')).to.match(/## inversify[^]*## koa /)
    expect(await licences('web')).to.match(/## @xterm\/xterm[^]*## preact /)
  })

  it('has no character in its programs that would make V8 keep a source in two bytes each', async () => {
    const program = join(folder, 'node_modules/penates/dist/program')
    const scripts = (await readdir(program)).filter((file) => /\.c?js$/.test(file))
    expect(scripts).to.include.members(['main.cjs', 'start-hub.cjs'])
    for (const script of scripts)
      expect(await readFile(join(program, script), 'utf8'), script).not.to.match(/[\u0100-\uffff]/)
  })

  it('keeps the packages of MCP out of what a start of the hub loads', async () => {
    const program = join(folder, 'node_modules/penates/dist/program')
    for (const script of ['main.cjs', 'start-hub.cjs', 'shared.cjs'])
      expect(await readFile(join(program, script), 'utf8'), script).not.to.contain('ZodObject')
  })

  it('brings a manual page that is the one of the program', async () => {
    const { man } = JSON.parse(await readFile(join(folder, 'node_modules/penates/package.json'), 'utf8')) as {
      man: string
    }
    const printed = await runIn(folder, join(folder, 'node_modules/.bin/penates'), ['man'])
    expect(await readFile(join(folder, 'node_modules/penates', man), 'utf8')).to.equal(printed)
  })

  it('has a README whose links lead into the package or to the web', async () => {
    const installed = join(folder, 'node_modules/penates')
    const readme = await readFile(join(installed, 'README.md'), 'utf8')
    const links = [...readme.matchAll(/\]\(([^)#]+)|src(?:set)?="([^"]+)"/g)].map(
      ([, link, source]) => link ?? source ?? '',
    )
    const inner = links.filter((link) => !/^https?:/.test(link))
    expect(inner).to.include('docs/cli.md')
    for (const link of inner) await access(join(installed, link))
  })

  it('loads every entry point by require, as the same modules', async () => {
    await writeFile(join(folder, 'script.cjs'), REQUIRED)
    expect(await runIn(folder, process.execPath, ['script.cjs'])).to.equal('the same\n')
  })

  it('carries no test, no source and no source map', async () => {
    const files = await readdir(join(folder, 'node_modules/penates'), { recursive: true })
    const misplaced = files.filter((file) => /\.test\.|\.map$|\.tsbuildinfo$|(?<!\.d)\.ts$/.test(file))
    expect(misplaced).to.deep.equal([])
  })

  async function foreignFiles(counted: string): Promise<ReadonlyArray<string>> {
    const [report = ''] = await readdir(counted)
    const { result } = JSON.parse(await readFile(join(counted, report), 'utf8')) as {
      readonly result: ReadonlyArray<{ readonly url: string }>
    }
    return result
      .map(({ url }) => url)
      .filter((url) => url.startsWith('file:') && !/\/node_modules\/penates\/|\/script\.mjs$/.test(url))
  }

  async function compile(candidates: ReadonlyArray<string>): Promise<string> {
    for (const candidate of candidates) {
      const path = join(process.cwd(), candidate)
      if (await readFile(path).then(Boolean, () => false)) {
        return runIn(folder, process.execPath, [path, '-p', '.'])
      }
    }
    throw new Error('no TypeScript compiler')
  }
})
