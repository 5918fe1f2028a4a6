import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { failFastRunner } from '../../../../adapters/outbound/git/git-command.js'
import { TIMED_OUT, type CommandRunner } from '../../../../application/shared/command-runner.port.js'
import { unavailable } from '../../../../application/shared/errors.js'

const ROOT = '/work/shop'
const READING = { directory: ROOT, timeoutMs: 5_000 }
const WORKING = { directory: ROOT, timeoutMs: 120_000 }

describe('failFastRunner', () => {
  let started: number
  let isHung: boolean
  let now: number
  let runner: CommandRunner
  beforeEach(() => {
    ;[started, isHung, now] = [0, true, 0]
    const end = <A>(result: A) =>
      TE.fromIOEither(() => {
        started += 1
        return isHung ? E.left(unavailable('git', TIMED_OUT)) : E.right(result)
      })
    runner = failFastRunner(
      {
        run: () => end({ exitCode: 0, stdout: '', stderr: '' }),
        runForBytes: () => end({ exitCode: 0, stdout: new Uint8Array(), stderr: '', isCut: false }),
      },
      () => now,
    )
  })
  const isDone = async (options: typeof READING): Promise<boolean> => E.isRight(await runner.run(['git'], options)())

  it('starts no reading command in a folder for two seconds after one hung', async () => {
    await isDone(READING)
    expect(await runner.runForBytes(['git'], READING)()).to.deep.equal(E.left(unavailable('git', TIMED_OUT)))
    now = 1_999
    await isDone(READING)
    expect(started).to.equal(1)
    now = 2_000
    isHung = false
    expect([await isDone(READING), started]).to.deep.equal([true, 2])
  })

  it('starts commands in other folders, and commands that work', async () => {
    await isDone(READING)
    isHung = false
    expect(await isDone({ ...READING, directory: '/work/notes' })).to.equal(true)
    expect(await isDone(WORKING)).to.equal(true)
  })

  it('starts reading commands after work that timed out, such as a fetch', async () => {
    await isDone(WORKING)
    isHung = false
    expect(await isDone(READING)).to.equal(true)
  })
})
