import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { commandRunnerBy, processCommandRunner } from '../../../../adapters/outbound/process/command-runner.process.js'
import { programThread } from '../../../../adapters/outbound/process/program-thread.js'
import { systemClock } from '../../../../adapters/outbound/system/clock.system.js'
import { describeCommandRunner } from '../../../contracts/command-runner.contract.js'
import { commandRunnerHarness, ENVIRONMENT, shell } from '../../../support/command-runner-harness.js'
import { eventually } from '../../../support/eventually.js'

/** In the thread that starts them the same programs take longer than this. */
const BLOCKED_MS = 250

const inThread = () =>
  programThread({ clock: systemClock, script: resolve('dist/adapters/outbound/process/programs.script.js') })

describeCommandRunner('process', async () =>
  commandRunnerHarness(
    processCommandRunner(() => ENVIRONMENT),
    tmpdir(),
  ),
)
describeCommandRunner('process of a thread', async () => {
  const { run, close } = inThread()
  const harness = await commandRunnerHarness(
    commandRunnerBy(run, () => ENVIRONMENT),
    tmpdir(),
  )
  return { ...harness, close: () => Promise.all([harness.close(), close()]).then(() => undefined) }
})

describe('processCommandRunner with a thread', () => {
  it('lets the main thread go on while a program starts, many at once', async () => {
    const { run, close } = inThread()
    const runner = commandRunnerBy(run, () => ENVIRONMENT)
    let longest = 0
    let before = performance.now()
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - before)
      before = performance.now()
    }, 1)
    try {
      await runner.run(['true'])()
      longest = 0
      const ran = await Promise.all(Array.from({ length: 300 }, () => runner.runForBytes(['echo', 'a'])()))
      expect(ran.filter((one) => E.isRight(one) && one.right.stdout.toString() === 'a\n')).to.have.length(300)
      expect(longest).to.be.below(BLOCKED_MS)
    } finally {
      clearInterval(beat)
      await close()
    }
  })

  it('starts nothing once it is closed', async () => {
    const { run, close } = inThread()
    await close()
    expect(await commandRunnerBy(run, () => ENVIRONMENT).run(['true'])()).to.deep.include({ _tag: 'Left' })
  })
})

describe('processCommandRunner', () => {
  const runner = processCommandRunner(() => ENVIRONMENT)
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'penates-run-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('kills the children of what it ends', async () => {
    const file = join(folder, 'pid')
    const script = 'sleep 600 & echo $! > "$1"; head -c 2000 /dev/zero; wait'
    expect(await runner.run(shell(script, file), { outputLimitBytes: 1000 })()).to.deep.include({ _tag: 'Left' })
    const child = Number(await readFile(file, 'utf8'))
    await eventually(async () => {
      // A zombie counts as ended.
      const status = await readFile(`/proc/${child}/status`, 'utf8').catch(() => 'State:\tX')
      expect(status).to.match(/State:\s+[XZ]/)
    })
  })

  it('returns an output of many chunks in order, as far as the limit', async () => {
    const numbers = Array.from({ length: 300_000 }, (_, index) => `${index + 1}\n`).join('')
    const whole = await runner.runForBytes(['seq', '300000'], { outputLimitBytes: numbers.length })()
    expect(E.isRight(whole) && [whole.right.stdout.toString() === numbers, whole.right.isCut]).to.deep.equal([
      true,
      false,
    ])
    for (const outputLimitBytes of [1, 65_537, numbers.length - 1]) {
      const cut = await runner.runForBytes(['seq', '300000'], { outputLimitBytes })()
      const expected = numbers.slice(0, outputLimitBytes)
      expect(E.isRight(cut) && [cut.right.stdout.toString() === expected, cut.right.isCut]).to.deep.equal([true, true])
    }
  })

  it('does not wait for a daemon that keeps the pipes open', async () => {
    const ran = await runner.run(shell('sleep 50 & echo done'), { timeoutMs: 40_000 })()
    expect(ran).to.deep.equal(E.right({ exitCode: 0, stdout: 'done\n', stderr: '' }))
  })

  it('gives a program nothing of the hub’s environment but what it was told', async () => {
    process.env['PENATES_TEST_SECRET'] = 'secret'
    try {
      const ran = await runner.run(['env'])()
      expect(JSON.stringify(ran)).not.to.contain('secret')
    } finally {
      delete process.env['PENATES_TEST_SECRET']
    }
  })

  it('outlives a program that does not read its input', async () => {
    const ran = await runner.run(['true'], { input: 'x'.repeat(1_000_000) })()
    expect(ran).to.deep.equal(E.right({ exitCode: 0, stdout: '', stderr: '' }))
  })

  it('is unavailable for words that no program can be given', async () => {
    expect(await runner.run(['echo', 'a\0b'])()).to.deep.include({ _tag: 'Left' })
    expect(await runner.run(['echo', 'x'.repeat(4_000_000)])()).to.deep.include({ _tag: 'Left' })
    expect(await runner.run(['true'], { directory: join(folder, 'missing') })()).to.deep.include({ _tag: 'Left' })
  })
})
