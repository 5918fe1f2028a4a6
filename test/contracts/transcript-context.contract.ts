import { expect } from 'chai'
import type { TranscriptContext } from '../../application/usage/transcript-context.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeTranscriptContext`. */
export interface TranscriptContextHarness extends Harness {
  /** Adapter under test. */
  readonly transcripts: TranscriptContext
  /** An answer was written in this folder, of so many tokens of input, which make up all of the context. */
  readonly answer: (directory: string, model: string, tokens: number) => Promise<void>
}

/** Contract of `TranscriptContext`. */
export function describeTranscriptContext(technology: string, open: () => Promise<TranscriptContextHarness>): void {
  describe(`TranscriptContext on ${technology}`, () => {
    let h: TranscriptContextHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('returns nothing for folders without transcripts', async () => {
      expect(await h.transcripts.newestIn('/home/me/shop')()).to.equal(null)
    })

    it('says what the last answer says, of folders with any name', async () => {
      await h.answer('/home/me/größe_und.more', 'claude-opus-4-8', 10_000)
      await h.answer('/home/me/größe_und.more', 'claude-opus-4-8', 50_000)
      await h.answer('/home/me/shop', 'claude-haiku-4-5', 250_000)
      expect(await h.transcripts.newestIn('/home/me/größe_und.more')()).to.deep.equal({
        tokens: 50_000,
        limit: 200_000,
        pct: 25,
        model: 'claude-opus-4-8',
      })
      expect(await h.transcripts.newestIn('/home/me/shop')()).to.deep.equal({
        tokens: 250_000,
        limit: 1_000_000,
        pct: 25,
        model: 'claude-haiku-4-5',
      })
    })
  })
}
