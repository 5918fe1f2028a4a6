import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { faultsOfRun, runMocha, totals } from '../../scripts/lib/mocha.mjs'

describe('a suite of npm test', () => {
  let folder
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'penates-suite-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  async function judged(source, more = {}) {
    const file = join(folder, 'some.test.mjs')
    await writeFile(file, source)
    const quiet = { reporter: 'min', locale: 'C', extra: [], limitMinutes: 1 }
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

  it('does not try a random property again, and names its seed', async () => {
    const fc = pathToFileURL(join(process.cwd(), 'node_modules/fast-check/lib/fast-check.js')).href
    for (const property of [
      'fc.property(fc.nat(), () => n++ > 0)',
      'fc.asyncProperty(fc.nat(), async () => n++ > 0)',
    ]) {
      const source = `import fc from '${fc}'; let n = 0; it('a', () => fc.assert(${property}, { numRuns: 5 }))`
      const { passed, failed, again, failures } = await judged(source, { secondTry: true })
      expect({ passed, failed, again }).to.deep.equal({ passed: 0, failed: 1, again: [] })
      expect(failures[0].error).to.match(/seed: -?\d+/)
    }
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
    const { passed, faults } = await judged("it('a', () => { setInterval(() => {}, 1000) })", { mustEndWithinMs: 500 })
    expect({ passed, faults }).to.deep.equal({ passed: 1, faults: ['the run does not end by itself'] })
  })
})

describe('a whole run of npm test', () => {
  const run = { secondTries: ['a', 'b'], notRun: ['containers'], mustBeComplete: false }

  it('fails when more than two tests needed a second try', () => {
    expect(faultsOfRun(run)).to.deep.equal([])
    expect(faultsOfRun({ ...run, secondTries: ['a', 'b', 'c'] })).to.have.lengthOf(1)
  })

  it('fails for a suite that could not run only where it must be complete', () => {
    expect(faultsOfRun({ ...run, mustBeComplete: true })).to.deep.equal(['Not run: containers'])
  })

  it('closes with a line that counts second tries and suites that could not run', () => {
    const sum = { passed: 3, failed: 0, skipped: 0 }
    expect(totals(sum, { notRun: [], secondTries: [] })).to.equal('3 passed, 0 failed, 0 skipped')
    expect(totals(sum, run)).to.equal('3 passed, 0 failed, 0 skipped, 2 needed a second try, 1 suite not run')
  })
})

describe('an interrupted run of npm test', () => {
  let folder
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'penates-suite-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('ends every suite that runs beside the others', async () => {
    const library = pathToFileURL(join(process.cwd(), 'scripts/lib/mocha.mjs')).href
    const test = join(folder, 'endless.test.mjs')
    const pids = join(folder, 'pids')
    await writeFile(pids, '')
    await writeFile(
      test,
      `import { appendFileSync } from 'node:fs'
       it('waits', (done) => { appendFileSync('${pids}', process.pid + '\\n'); setTimeout(done, 60_000) })`,
    )
    const options = `{ files: ['${test}'], reporter: 'min', locale: 'C', extra: [], limitMinutes: 1, output: 'ignore' }`
    const runner = spawn(process.execPath, [
      '--input-type=module',
      '--eval',
      `import { runMocha } from '${library}'
       for (const name of ['of-a-test-1', 'of-a-test-2']) void runMocha({ name, ...${options} })`,
    ])
    const started = async () => (await readFile(pids, 'utf8')).split('\n').filter((line) => line !== '')
    while ((await started()).length < 2) await pause(50)
    const isRunning = (pid) => {
      try {
        return process.kill(Number(pid), 0)
      } catch {
        return false
      }
    }
    expect((await started()).filter(isRunning)).to.have.lengthOf(2)
    runner.kill('SIGTERM')
    const [code] = await once(runner, 'exit')
    expect(code).to.equal(130)
    while ((await started()).some(isRunning)) await pause(50)
  })
})
