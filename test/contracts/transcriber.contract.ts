import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { Transcriber } from '../../application/voice/transcriber.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeTranscriber`. */
export interface TranscriberHarness extends Harness {
  /** Adapter under test. */
  readonly transcriber: Transcriber
  /** Text that the model returns from now on; `null` fails. */
  readonly hears: (text: string | null) => Promise<void>
  /** Takes the model away. */
  readonly loseModel: () => Promise<void>
  /** Names of sound files that are left on disk. */
  readonly left: () => Promise<ReadonlyArray<string>>
}

/** Contract of `Transcriber`. */
export function describeTranscriber(technology: string, open: () => Promise<TranscriberHarness>): void {
  describe(`Transcriber on ${technology}`, () => {
    let h: TranscriberHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const transcribe = () =>
      h.transcriber.transcribe({ wav: Uint8Array.from([1, 2, 3]), language: 'en', timeoutMs: 20_000 })()

    it('answers with what the model wrote, and with nothing where it wrote nothing', async () => {
      await h.hears('Grüße, “quoted”\n')
      expect(await transcribe()).to.deep.equal(E.right('Grüße, “quoted”\n'))
      await h.hears('')
      expect(await transcribe()).to.deep.equal(E.right(''))
      expect(await h.left()).to.deep.equal([])
    })

    it('says that it failed, without a path of the machine, and leaves nothing behind', async () => {
      await h.hears(null)
      const failed = await transcribe()
      expect(E.isLeft(failed) && failed.left._tag).to.equal('TranscriptionFailed')
      expect(JSON.stringify(failed)).to.not.contain('/')
      expect(await h.left()).to.deep.equal([])
    })

    it('is ready while the model is there', async () => {
      expect(await h.transcriber.isReady()).to.equal(true)
      await h.loseModel()
      expect(await h.transcriber.isReady()).to.equal(false)
    })
  })
}
