import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import { TIMED_OUT, type Args, type CommandRunner } from '../../application/shared/command-runner.port.js'
import type { Harness } from './harness.js'

/** Programs that both a machine and a script can have. */
export interface CommandRunnerHarness extends Harness {
  /** Adapter under test. */
  readonly runner: CommandRunner
  /** Prints every word it is given, each in angle brackets. */
  readonly printWords: (...words: string[]) => Args
  /** Prints `out` to stdout and `err` to stderr and exits with 7. */
  readonly failing: Args
  /** Ended by a signal. */
  readonly killed: Args
  /** Prints what it gets as input. */
  readonly copyInput: Args
  /** Prints the value of this variable of its environment, or nothing. */
  readonly printVariable: (variable: string) => Args
  /** Prints its folder. */
  readonly printFolder: Args
  /** Working folder; absolute. */
  readonly folder: string
  /** Runs until it is killed. */
  readonly endless: Args
  /** Prints so many bytes. */
  readonly printBytes: (bytes: number) => Args
  /** Command of a program that does not exist. */
  readonly missing: Args
}

/** Contract of `CommandRunner`. */
export function describeCommandRunner(technology: string, open: () => Promise<CommandRunnerHarness>): void {
  describe(`CommandRunner on ${technology}`, () => {
    let h: CommandRunnerHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('hands over every word as it is', async () => {
      const words = ['', 'a b', '$HOME', '"', "'", '*', 'größe', '\n', ';']
      expect(await h.runner.run(h.printWords(...words))()).to.deep.equal(
        E.right({ exitCode: 0, stdout: words.map((word) => `<${word}>`).join(''), stderr: '' }),
      )
    })

    it('answers with any exit code', async () => {
      expect(await h.runner.run(h.failing)()).to.deep.equal(E.right({ exitCode: 7, stdout: 'out', stderr: 'err' }))
      expect(await h.runner.run(h.killed)()).to.deep.equal(E.right({ exitCode: null, stdout: '', stderr: '' }))
    })

    it('gives input, folder and the whole environment', async () => {
      const copied = await h.runner.run(h.copyInput, { input: 'grüße\n' })()
      expect(copied).to.deep.equal(E.right({ exitCode: 0, stdout: 'grüße\n', stderr: '' }))
      const inFolder = await h.runner.run(h.printFolder, { directory: h.folder })()
      expect(inFolder).to.deep.equal(E.right({ exitCode: 0, stdout: h.folder, stderr: '' }))
      const withOne = await h.runner.run(h.printVariable('ONE'), {
        environment: { ONE: 'a b', PATH: '/usr/bin:/bin' },
      })()
      expect(withOne).to.deep.equal(E.right({ exitCode: 0, stdout: 'a b', stderr: '' }))
    })

    it('is unavailable when there is no such program', async () => {
      expect(await h.runner.run(h.missing)()).to.deep.include({ _tag: 'Left' })
    })

    it('ends what outlives its time', async () => {
      const ended = await h.runner.run(h.endless, { timeoutMs: 200 })()
      expect(E.isLeft(ended) && ended.left.detail).to.equal(TIMED_OUT)
    })

    it('ends what writes more than its limit, and nothing that stays within', async () => {
      expect(await h.runner.run(h.printBytes(1000), { outputLimitBytes: 1000 })()).to.deep.include({ _tag: 'Right' })
      expect(await h.runner.run(h.printBytes(1001), { outputLimitBytes: 1000 })()).to.deep.include({ _tag: 'Left' })
    })

    it('answers in bytes as well, and with the beginning of what is too long', async () => {
      expect(await h.runner.runForBytes(h.failing)()).to.deep.equal(
        E.right({ exitCode: 7, stdout: Buffer.from('out'), stderr: 'err', isCut: false }),
      )
      const cut = await h.runner.runForBytes(h.printBytes(1001), { outputLimitBytes: 1000 })()
      expect(E.isRight(cut) ? [cut.right.stdout.length, cut.right.isCut] : cut).to.deep.equal([1000, true])
      expect(await h.runner.runForBytes(h.missing)()).to.deep.include({ _tag: 'Left' })
    })

    it('runs many at once, each with its own answer', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => h.runner.run(h.printWords(`${i}`))()))
      expect(answers).to.deep.equal(
        Array.from({ length: 20 }, (_, i) => E.right({ exitCode: 0, stdout: `<${i}>`, stderr: '' })),
      )
    })
  })
}
