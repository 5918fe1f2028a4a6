import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { processCommandRunner } from '../../../../adapters/outbound/process/command-runner.process.js'
import { describeCommandRunner } from '../../../contracts/command-runner.contract.js'
import { commandRunnerHarness, ENVIRONMENT, shell } from '../../../support/command-runner-harness.js'
import { eventually } from '../../../support/eventually.js'

describeCommandRunner('process', async () =>
  commandRunnerHarness(
    processCommandRunner(() => ENVIRONMENT),
    tmpdir(),
  ),
)

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
