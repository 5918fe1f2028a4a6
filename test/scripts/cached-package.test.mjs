import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { ensureCached } from '../../scripts/lib/cached-package.mjs'

describe('the cache of packages', () => {
  const WANTED = { name: 'tool', version: '1.0.0' }
  let scratch
  let folder
  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), 'penates-cached-'))
    folder = join(scratch, 'cache', 'tool-1.0.0')
  })
  afterEach(() => rmSync(scratch, { recursive: true }))

  const program = (at = folder) => join(at, 'node_modules', '.bin', 'tool')
  /** Like npm: the program is in its folder before it is complete. */
  const install = async (_wanted, at) => {
    mkdirSync(join(at, 'node_modules', '.bin'), { recursive: true })
    writeFileSync(program(at), 'half')
    await setImmediate()
    expect(existsSync(program()) ? readFileSync(program(), 'utf8') : 'whole').to.equal('whole')
    writeFileSync(program(at), 'whole')
  }
  const ensure = (by = install) => ensureCached(WANTED, '.bin/tool', () => undefined, { folder, install: by })

  it('is filled once by those that install at the same time, and never holds half of a package', async () => {
    await Promise.all([ensure(), ensure(), ensure()])
    expect(readFileSync(program(), 'utf8')).to.equal('whole')
    expect(readdirSync(join(scratch, 'cache'))).to.deep.equal(['tool-1.0.0'])
    await ensure(() => expect.fail('it is installed'))
  })

  it('replaces what an installation that broke off has left', async () => {
    mkdirSync(join(folder, 'node_modules', 'half'), { recursive: true })
    await ensure()
    expect([readFileSync(program(), 'utf8'), readdirSync(join(folder, 'node_modules'))]).to.deep.equal([
      'whole',
      ['.bin'],
    ])
  })

  it('is left as it was by an installation that fails', async () => {
    const failed = await ensure(() => Promise.reject(new Error('offline'))).catch(({ message }) => message)
    expect([failed, readdirSync(join(scratch, 'cache'))]).to.deep.equal(['offline', []])
  })
})
