import { expect } from 'chai'
import type { ToolResult, ToolResults, UnfinishedCall } from '../../application/approvals/tool-results.port.js'
import { agentId, type AgentId } from '../../domain/agents/agent-id.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeToolResults`. */
export interface ToolResultsHarness extends Harness {
  /** Adapter under test. */
  readonly results: ToolResults
  /** Coding CLI whose transcripts are read. */
  readonly agent: AgentId
  /** Writes a finished call to a transcript. */
  readonly ran: (directory: string, result: ToolResult) => Promise<void>
  /** Writes a call to the transcript of a conversation of this folder. */
  readonly begins: (directory: string, conversation: string, call: UnfinishedCall) => Promise<void>
  /** Writes the result of a call that has begun. */
  readonly ends: (directory: string, result: ToolResult) => Promise<void>
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

    it('returns the calls of a conversation without a result, the newest first, and none of others', async () => {
      const of = (id: string, agent = h.agent) => h.results.unfinishedIn({ agent, id })()
      const begun = (id: string, cwd: string | null = '/work/shop/größe'): UnfinishedCall => ({
        ...result(id).call,
        cwd,
      })
      expect(await of('one')).to.deep.equal([])
      await h.ran('/work/shop', result('a'))
      await h.begins('/work/shop', 'one', begun('b'))
      await h.begins('/work/shop', 'one', begun('c', null))
      await h.begins('/work/mall', 'two', begun('d'))
      expect(await of('one')).to.deep.equal([begun('c', null), begun('b')])
      await h.ends('/work/shop', result('c'))
      expect([await of('one'), await of('two')]).to.deep.equal([[begun('b')], [begun('d')]])
      await h.ends('/work/shop', { ...result('b'), mayBeRefusal: true })
      expect([await of('one'), await of('none'), await of('two', agentId('none'))]).to.deep.equal([[], [], []])
    })
  })
}
