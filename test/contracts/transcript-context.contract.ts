import { expect } from 'chai'
import { agentId } from '../../domain/agents/agent-id.js'
import type { TranscriptContext } from '../../application/usage/transcript-context.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeTranscriptContext`. */
export interface TranscriptContextHarness extends Harness {
  /** Adapter under test. */
  readonly transcripts: TranscriptContext
  /** An answer was written in a conversation of this folder, of so many tokens of input, which make up all of the context. */
  readonly answer: (directory: string, conversation: string, model: string, tokens: number) => Promise<void>
}

const SHOP = '/home/me/shop'

/** Contract of `TranscriptContext`. */
export function describeTranscriptContext(technology: string, open: () => Promise<TranscriptContextHarness>): void {
  describe(`TranscriptContext on ${technology}`, () => {
    let h: TranscriptContextHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const of = (id: string, ...folders: ReadonlyArray<string>) =>
      h.transcripts.of({ conversation: { agent: agentId('claude-code'), id }, folders })()

    it('returns nothing for a conversation without a transcript, and for one of another CLI', async () => {
      expect(await of('one', SHOP)).to.equal(null)
      await h.answer(SHOP, 'one', 'claude-opus-4-8', 10_000)
      expect([await of('two', SHOP), await of('one', '/home/me'), await of('one')]).to.deep.equal([null, null, null])
      const other = { conversation: { agent: agentId('codex'), id: 'one' }, folders: [SHOP] }
      expect(await h.transcripts.of(other)()).to.equal(null)
    })

    it('says what the last answer of the conversation says, in the first folder that has it, of any name', async () => {
      await h.answer('/home/me/größe_und.more', 'one', 'claude-opus-4-8', 10_000)
      await h.answer('/home/me/größe_und.more', 'one', 'claude-opus-4-8', 50_000)
      await h.answer('/home/me/größe_und.more', 'two', 'claude-opus-4-8', 20_000)
      await h.answer(SHOP, 'three', 'claude-haiku-4-5', 250_000)
      expect(await of('one', SHOP, '/home/me/größe_und.more')).to.deep.equal({
        tokens: 50_000,
        limit: 200_000,
        pct: 25,
        model: 'claude-opus-4-8',
      })
      expect(await of('three', SHOP)).to.deep.equal({
        tokens: 250_000,
        limit: 1_000_000,
        pct: 25,
        model: 'claude-haiku-4-5',
      })
    })
  })
}
