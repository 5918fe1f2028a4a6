import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runLint } from '../../scripts/tools/lint.mjs'

const FILES = {
  'eslint.config.js': "import './test/architecture/rule.mjs'",
  'package-lock.json': '{}',
  'tsconfig.json': '{}',
  'infrastructure/native.d.ts': 'declare module "native"',
  'test/architecture/rule.mjs': 'export const rule = 1',
  'scripts/run.mjs': "import { root } from './root.mjs'",
  'scripts/root.mjs': 'export const root = 1',
  // a uses a type of b, b one of c; d uses a value of a, whose type it does not pass on
  'domain/a.ts': "import { b } from './b.js'",
  'domain/b.ts': "import type { C } from './c.js'",
  'domain/c.ts': 'export type C = 1',
  'application/d.ts': "import { a } from '../domain/a.js'",
  'dist/domain/a.d.ts': 'export declare const a: import("./b.js").B',
  'dist/domain/b.d.ts': "import type { C } from './c.js'",
  'dist/domain/c.d.ts': 'export type C = 1',
  'dist/application/d.d.ts': 'export declare const d: number',
  'application/e.ts': "export { d } from './d.js'",
  // no declarations
  'adapters/inbound/web/page.tsx': "import { part } from './part.js'\nimport './page.css'",
  'adapters/inbound/web/part.tsx': "import { a } from '../../../domain/a.js'",
  'adapters/inbound/web/page.css': '',
  'test/web/page.test.ts': "import '../../adapters/inbound/web/page.js'",
}
const EVERY = Object.keys(FILES).filter((file) => /\.(?:tsx?|m?js)$/.test(file) && !/^dist|\.d\.ts$/.test(file))

const WEB = ['adapters/inbound/web/part.tsx', 'adapters/inbound/web/page.tsx', 'test/web/page.test.ts']

describe('files that eslint reads again', () => {
  let folder
  const put = (file, text) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  /** Files that a run gives to eslint, or `null` when it does not start it. */
  async function linted({ finds = false } = {}) {
    let given = null
    const eslint = (program, args) => {
      expect(program).to.equal('eslint')
      expect(args).to.include.members(['--max-warnings', '0'])
      given = args.filter((arg) => existsSync(join(folder, arg)))
      if (finds) throw new Error('findings')
    }
    await runLint(eslint, folder).catch((error) => {
      if (error.message !== 'findings') throw error
    })
    return given
  }
  const change = (file) => put(file, `${readFileSync(join(folder, file))}\n// changed`)

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'penates-lint-'))
    for (const [file, text] of Object.entries(FILES)) put(file, text)
    expect(await linted()).to.have.members(EVERY)
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('are empty when nothing has changed', async () => {
    for (const file of ['dist/domain/a.js', 'coverage/x.js', 'node_modules/x/index.js', '.cache/x.js']) put(file, 'new')
    expect(await linted()).to.equal(null)
  })

  for (const [file, expected] of Object.entries({
    // the inside of a function: the declaration is as before
    'domain/a.ts': ['domain/a.ts'],
    'dist/domain/a.d.ts': ['application/d.ts', ...WEB],
    // through other declarations
    'dist/domain/c.d.ts': ['domain/a.ts', 'domain/b.ts', 'application/d.ts', ...WEB],
    'dist/application/d.d.ts': ['application/e.ts'],
    'adapters/inbound/web/part.tsx': WEB,
    'adapters/inbound/web/page.css': ['adapters/inbound/web/page.tsx', 'test/web/page.test.ts'],
    'test/web/page.test.ts': ['test/web/page.test.ts'],
    'scripts/root.mjs': ['scripts/root.mjs', 'scripts/run.mjs'],
  }))
    it(`are those that ${file} reaches when it has changed`, async () => {
      change(file)
      expect(await linted()).to.have.members(expected)
      expect(await linted()).to.equal(null)
    })

  it('include new files, and those that import a file that is gone', async () => {
    put('application/new.ts', '')
    expect(await linted()).to.have.members(['application/new.ts'])
    rmSync(join(folder, 'application/d.ts'))
    rmSync(join(folder, 'dist/application/d.d.ts'))
    expect(await linted()).to.have.members(['application/e.ts'])
  })

  for (const file of [
    'eslint.config.js',
    'package-lock.json',
    'tsconfig.json',
    'infrastructure/native.d.ts',
    'test/architecture/rule.mjs',
  ])
    it(`are all when ${file} has changed`, async () => {
      change(file)
      expect(await linted()).to.have.members(EVERY)
      expect(await linted()).to.equal(null)
    })

  it('are the same again after findings', async () => {
    change('domain/a.ts')
    expect(await linted({ finds: true })).to.have.members(['domain/a.ts'])
    expect(await linted()).to.have.members(['domain/a.ts'])
  })

  it('are all when the stored keys are broken', async () => {
    put('.cache/lint.json', '{"domain/a.ts":')
    expect(await linted()).to.have.members(EVERY)
  })
})
