import { expect } from 'chai'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runLint } from '../../scripts/lib/lint.mjs'

describe('the kept findings of eslint', () => {
  let folder
  const put = (file, text) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  /** True when the findings of the previous run exist when eslint starts; it stores some. */
  async function areKept() {
    let found
    await runLint(() => {
      found = existsSync(join(folder, '.cache/eslint/findings'))
      put('.cache/eslint/findings', '')
    }, folder)
    return found
  }
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'penates-lint-'))
    for (const file of ['eslint.config.js', 'package-lock.json', 'tsconfig.json', 'dist/domain/a.js', 'domain/a.ts'])
      put(file, 'first')
    for (const file of ['dist/domain/a.d.ts', 'adapters/inbound/web/a.tsx', 'test/web/a.ts', 'test/architecture/a.mjs'])
      put(file, 'first')
    expect(await areKept()).to.equal(false)
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('stay when nothing has changed, or the inside of a function only', async () => {
    expect(await areKept()).to.equal(true)
    put('dist/domain/a.js', 'second')
    put('domain/a.ts', 'second')
    expect(await areKept()).to.equal(true)
  })

  for (const file of [
    'dist/domain/a.d.ts',
    'adapters/inbound/web/a.tsx',
    'test/web/a.ts',
    'test/architecture/a.mjs',
    'eslint.config.js',
    'package-lock.json',
    'tsconfig.json',
  ])
    it(`are dropped when ${file} has changed`, async () => {
      put(file, 'second')
      expect(await areKept()).to.equal(false)
      expect(await areKept()).to.equal(true)
    })

  it('are dropped when a declaration is gone or new', async () => {
    put('dist/domain/b.d.ts', '')
    expect(await areKept()).to.equal(false)
    rmSync(join(folder, 'dist/domain/b.d.ts'))
    expect(await areKept()).to.equal(false)
  })
})
