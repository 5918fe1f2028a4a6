import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { ApprovalHistory } from '../../application/approvals/approval-history.port.js'
import type { ApprovalLedger } from '../../application/approvals/approval-ledger.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeApprovalHistory`. */
export interface ApprovalHistoryHarness extends Harness {
  /** Adapter under test. */
  readonly ledger: ApprovalLedger
  /** Adapter under test. */
  readonly history: ApprovalHistory
}

/** Contract of every reader of the log of approvals. */
export function describeApprovalHistory(technology: string, open: () => Promise<ApprovalHistoryHarness>): void {
  describe(`ApprovalHistory on ${technology}`, () => {
    let h: ApprovalHistoryHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())
    const found = async (...texts: string[]): Promise<ReadonlyArray<unknown>> => {
      const records = await h.history.mentioning(texts)()
      return E.isRight(records) ? records.right.map(({ id }) => id) : [records.left.detail]
    }

    it('is empty before the first record', async () => {
      expect(await found('a')).to.deep.equal([])
    })

    it('returns the records that hold one of the texts, oldest first, and none without a text', async () => {
      await h.ledger.append({ kind: 'request', id: 'a', toolUseId: 'toolu_1' })()
      await h.ledger.append({ kind: 'alarm', id: 'b' })()
      await h.ledger.append({ kind: 'decision', id: 'a' })()
      expect(await found('toolu_1')).to.deep.equal(['a'])
      expect(await found('"kind":"alarm')).to.deep.equal(['b'])
      expect(await found('toolu_1', '"kind":"decision"')).to.deep.equal(['a', 'a'])
      expect(await found('"kind":"alarm', '"kind":"request"', 'toolu_1')).to.deep.equal(['a', 'b'])
      expect(await found('nothing of this')).to.deep.equal([])
      expect(await found()).to.deep.equal([])
    })

    /** Ids of the records before a position, part by part. */
    async function readBack(position: number | null): Promise<ReadonlyArray<unknown>> {
      const parts: unknown[] = []
      for (let before: number | null = position; ;) {
        const part = await h.history.before(before)()
        if (E.isLeft(part)) return [...parts, part.left.detail]
        parts.push(...part.right.records.map(({ record }) => record['id']))
        if (part.right.before === null) return parts
        before = part.right.before
      }
    }

    it('returns each record once from the newest back, in parts, also before a position', async () => {
      expect(await readBack(null)).to.deep.equal([])
      const long = 'x'.repeat(100_000)
      for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) await h.ledger.append({ kind: 'request', id, long })()
      await h.ledger.append({ kind: 'request', id: 'longest', long: 'y'.repeat(600_000) })()
      expect(await readBack(null)).to.deep.equal(['longest', 'f', 'e', 'd', 'c', 'b', 'a'])
      const newest = await h.history.before(null)()
      const start = E.isRight(newest) ? (newest.right.records[0]?.start ?? 0) : 0
      expect(await readBack(start)).to.deep.equal(['f', 'e', 'd', 'c', 'b', 'a'])
      expect(await readBack(Number.MAX_SAFE_INTEGER)).to.deep.equal(await readBack(null))
    })
  })
}
