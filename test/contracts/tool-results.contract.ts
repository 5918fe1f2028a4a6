import { expect } from 'chai'
import type { ToolResult, ToolResults } from '../../application/approvals/tool-results.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeToolResults`. */
export interface ToolResultsHarness extends Harness {
  /** Adapter under test. */
  readonly results: ToolResults
  /** Writes a finished call to a transcript. */
  readonly ran: (directory: string, result: ToolResult) => Promise<void>
}

/** Contract of every reader of results in transcripts. */
export function describeToolResults(technology: string, open: () => Promise<ToolResultsHarness>): void {
  describe(`ToolResults on ${technology}`, () => {
    let h: ToolResultsHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const result = (id: string, conversation = 'one'): ToolResult => ({
      conversation,
      call: { toolUseId: id, tool: 'Bash', input: { command: `echo ${id} größe` } },
    })

    it('returns what came since the last call, and nothing of what was there before the first', async () => {
      await h.ran('/work/shop', result('a'))
      expect(await h.results.news('/work/shop')()).to.deep.equal([])
      await h.ran('/work/shop', result('b'))
      const failed: ToolResult = { ...result('c'), mayBeRefusal: true }
      await h.ran('/work/shop', failed)
      expect(await h.results.news('/work/shop')()).to.deep.equal([result('b'), failed])
      expect(await h.results.news('/work/shop')()).to.deep.equal([])
    })

    it('reads a conversation from its start that began after the first call, and no other folder', async () => {
      expect(await h.results.news('/work/shop')()).to.deep.equal([])
      expect(await h.results.news('/work/mall')()).to.deep.equal([])
      await h.ran('/work/shop', result('a', 'new'))
      expect(await h.results.news('/work/mall')()).to.deep.equal([])
      expect(await h.results.news('/work/shop')()).to.deep.equal([result('a', 'new')])
    })
  })
}
