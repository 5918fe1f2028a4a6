import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { LimitHistory } from '../../application/usage/limit-history.port.js'
import type { LimitPoint } from '../../domain/usage/limit-history.js'
import type { Harness } from './harness.js'
import { agentId } from '../../domain/agents/agent-id.js'

/** Scene of the suite `describeLimitHistory`. */
export interface LimitHistoryHarness extends Harness {
  /** Adapter under test. */
  readonly history: LimitHistory
}

const point = (at: number, changed: Partial<LimitPoint> = {}): LimitPoint => ({
  at,
  account: 'claude:abc',
  label: 'Max 5x',
  agent: agentId('claude-code'),
  pct5h: 41.5,
  pct7d: null,
  resets5h: 1_795_570_000,
  resets7d: null,
  ...changed,
})

/** Contract of `LimitHistory`. */
export function describeLimitHistory(technology: string, open: () => Promise<LimitHistoryHarness>): void {
  describe(`LimitHistory on ${technology}`, () => {
    let h: LimitHistoryHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('has nothing before the first batch', async () => {
      expect(await h.history.since(0)()).to.deep.equal(E.right([]))
    })

    it('gives back what was added, in the order in which it was, also batches that were added at once', async () => {
      const odd = point(2_000, { account: 'größe\n"x"', label: null })
      const answers = await Promise.all([h.history.append([point(1_000), odd])(), h.history.append([point(500)])()])
      expect(answers).to.deep.equal([E.right(undefined), E.right(undefined)])
      expect(await h.history.since(0)()).to.deep.equal(E.right([point(1_000), odd, point(500)]))
    })

    it('leaves out what is older than asked for', async () => {
      await h.history.append([point(1_000), point(2_000), point(3_000)])()
      expect(await h.history.since(2_000)()).to.deep.equal(E.right([point(2_000), point(3_000)]))
    })
  })
}
