import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { LEFT_TO_ALL } from '../../scripts/lib/left-to-all.mjs'
import { namedChecks, shortChecks, testFiles } from '../../scripts/lib/checks.mjs'
import { testKeys } from '../../scripts/tools/passed-tests.mjs'

const FILES = {
  'package-lock.json': '{}',
  'domain/a.ts': 'export const a = 1',
  'domain/b.ts': "import type { A } from './a.js'",
  'domain/c.ts': 'export const c = 1',
  'README.md': 'Penates',
  'test/a.test.ts': "import { a } from '../domain/a.js'",
  'test/b.test.ts': "import { b } from '../domain/b.js'",
  'test/c.test.ts': "import { c } from '../domain/c.js'",
  'test/program.test.ts': "import { c } from '../domain/c.js'",
  'test/readme.test.ts': "import { readme } from './support/readme.js'",
  'test/support/readme.ts': "export const readme = new URL('../../README.md', import.meta.url)",
  'test/docs.test.mjs': 'export {}',
}
const BUILT = ['a', 'b', 'c', 'program', 'readme'].map((name) => `dist/test/${name}.test.js`)
const TESTS = [...BUILT, 'test/docs.test.mjs']
const READ_ALL = ['dist/test/program.test.js', 'dist/test/readme.test.js', 'test/docs.test.mjs']

describe('tests that run again after a change', () => {
  let folder
  const put = (file, text) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const keys = () => testKeys(TESTS, (file) => file.includes('program'), folder)
  function changedBy(change) {
    const before = keys()
    change()
    const after = keys()
    return TESTS.filter((file) => before[file] !== after[file])
  }
  const append = (file) => () => put(file, `${readFileSync(join(folder, file), 'utf8')}\n// changed`)

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'penates-passed-'))
    for (const [file, text] of Object.entries(FILES)) put(file, text)
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('are those whose imports reach the file, types too', () => {
    expect(changedBy(append('domain/a.ts'))).to.have.members([
      'dist/test/a.test.js',
      'dist/test/b.test.js',
      ...READ_ALL,
    ])
    expect(changedBy(append('test/c.test.ts'))).to.have.members(['dist/test/c.test.js', ...READ_ALL])
  })

  it('are those that read files or run a program, after any change', () => {
    expect(changedBy(append('README.md'))).to.have.members(READ_ALL)
  })

  it('are all after another version of a package', () => {
    expect(changedBy(append('package-lock.json'))).to.have.members(TESTS)
  })

  it('are empty when nothing has changed', () => {
    expect(changedBy(() => put('domain/a.ts', FILES['domain/a.ts']))).to.deep.equal([])
  })
})

describe('the checks of npm test', () => {
  it('leave to --all only what exists, and some files of each suite that they keep in part', () => {
    for (const [name, { keeps, because }] of Object.entries(LEFT_TO_ALL)) {
      const whole = namedChecks.find((check) => check.name === name)
      expect(whole, name).to.not.equal(undefined)
      expect(because, name).to.match(/\w/)
      const short = shortChecks.find((check) => check.name === name)
      expect(short === undefined, name).to.equal(keeps === undefined)
      if (keeps === undefined) continue
      const picked = (check) => testFiles().filter(check.suite.picks).length
      expect(picked(short), name).to.be.within(1, picked(whole) - 1)
    }
  })
})
