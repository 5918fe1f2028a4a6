import { expect } from 'chai'
import type {
  PastCall,
  PastCalls,
  PastCallsPart,
  PastCallsPosition,
} from '../../application/approvals/past-calls.port.js'
import type { AgentId } from '../../domain/agents/agent-id.js'
import type { Instant } from '../../domain/shared/instant.js'
import { right } from '../support/results.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describePastCalls`. */
export interface PastCallsHarness extends Harness {
  /** Adapter under test. */
  readonly calls: PastCalls
  /** Coding CLI that makes the calls. */
  readonly agent: AgentId
  /** Tools whose calls are read. */
  readonly tools: ReadonlyArray<'Bash' | 'Edit'>
  /** Writes a call to the end of a transcript. */
  readonly made: (call: PastCall, at: Instant) => Promise<void>
}

const NOON: Instant = Date.UTC(2026, 10, 27, 12)
const HOUR_MS = 60 * 60 * 1000

/** Contract of every reader of past calls. */
export function describePastCalls(technology: string, open: () => Promise<PastCallsHarness>): void {
  describe(`PastCalls on ${technology}`, () => {
    let h: PastCallsHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const call = (id: string, tool = 'Bash'): PastCall => ({
      ...{ toolUseId: id, tool, cwd: '/work/größe', agent: h.agent },
      input: { command: `echo ${id} "größe"` },
    })
    async function all(tool: string, since: Instant): Promise<ReadonlyArray<PastCall>> {
      const found: PastCall[] = []
      let from: PastCallsPosition | null = null
      do {
        const part: PastCallsPart = right(await h.calls.part(tool, since, from)())
        found.push(...part.calls)
        from = part.next
      } while (from !== null)
      return found
    }

    it('returns every call of the tool since then once, in the order of the conversation', async () => {
      expect(await all('Bash', NOON)).to.deep.equal([])
      const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
      for (const [index, id] of ids.entries()) await h.made(call(id), NOON + index)
      expect(await all('Bash', NOON)).to.deep.equal(ids.map((id) => call(id)))
    })

    it('leaves out other tools and earlier calls', async () => {
      await h.made(call('early'), NOON - 1)
      await h.made(call('edit', 'Edit'), NOON)
      await h.made(call('at-noon'), NOON)
      await h.made(call('late'), NOON + HOUR_MS)
      expect(await all('Bash', NOON)).to.deep.equal([call('at-noon'), call('late')])
      expect(await all('Edit', NOON)).to.deep.equal(h.tools.includes('Edit') ? [call('edit', 'Edit')] : [])
    })
  })
}
