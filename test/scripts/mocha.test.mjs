import { expect } from 'chai'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runMocha } from '../../scripts/lib/mocha.mjs'

/** Node.js and mocha are started for each. */
const TIMEOUT_MS = 30_000

describe('a suite of npm test', function () {
  this.timeout(TIMEOUT_MS)
  let folder
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'penates-suite-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  async function judged(source, more = {}) {
    const file = join(folder, 'some.test.mjs')
    await writeFile(file, source)
    const quiet = { reporter: 'min', locale: 'C', extra: [], limitMinutes: 1, mustEndWithinMs: 500 }
    return runMocha({ name: 'of-a-test', files: [file], output: 'ignore', ...quiet, ...more })
  }

  it('counts what passed and what failed', async () => {
    const source = "it('a', () => {}); it('b', () => {}); it('c', () => { throw new Error('no') })"
    expect(await judged(source)).to.deep.include({ passed: 2, failed: 1, skipped: 0, faults: [] })
  })

  it('tells which test failed and why', async () => {
    const source = "describe('a suite', () => { it('a test', () => { throw new Error('no such luck') }) })"
    const [failure, ...others] = (await judged(source)).failures
    expect(others).to.deep.equal([])
    expect(failure.title).to.equal('a suite a test')
    expect(failure.error).to.contain('no such luck')
  })

  it('tries a test on real tools once more, and names it', async () => {
    const source =
      "let n = 0; it('a', () => { if (n++ < 1) throw new Error('luck') }); it('b', () => { throw new Error('no') })"
    const { passed, failed, again } = await judged(source, { secondTry: true })
    expect({ passed, failed, again: again.map(({ title }) => title) }).to.deep.equal({
      passed: 1,
      failed: 1,
      again: ['a', 'b'],
    })
  })

  it('is at fault when no test was executed', async () => {
    expect((await judged('')).faults).to.deep.equal(['no test was executed'])
  })

  it('counts a skipped test as a failed one', async () => {
    const source = "it('a', () => {}); it.skip('b', () => {})"
    expect(await judged(source)).to.deep.include({ passed: 1, failed: 1, skipped: 0, faults: [] })
  })

  it('is at fault when it breaks off', async () => {
    expect((await judged('process.exit(0)')).faults).to.deep.equal(['the run broke off (exit code 0)'])
  })

  it('is at fault when it does not end by itself', async () => {
    const { passed, faults } = await judged("it('a', () => { setInterval(() => {}, 1000) })")
    expect({ passed, faults }).to.deep.equal({ passed: 1, faults: ['the run does not end by itself'] })
  })
})
