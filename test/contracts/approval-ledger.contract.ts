import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { ApprovalLedger, LedgerProof } from '../../application/approvals/approval-ledger.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeApprovalLedger`. */
export interface ApprovalLedgerHarness extends Harness {
  /** Adapter under test. */
  readonly ledger: ApprovalLedger
  /** Check of the chain. */
  readonly proof: LedgerProof
}

/** Contract of `ApprovalLedger`. */
export function describeApprovalLedger(technology: string, prepare: () => Promise<ApprovalLedgerHarness>): void {
  describe(`ApprovalLedger on ${technology}`, () => {
    let h: ApprovalLedgerHarness
    beforeEach(async () => {
      h = await prepare()
    })
    afterEach(() => h.close())

    it('is whole while it is empty', async () => {
      expect(await h.proof.check()).to.deep.equal(E.right({ records: 0, fault: null }))
    })

    it('chains what is appended, one after the other or many at once', async () => {
      await h.ledger.append({ kind: 'request', text: 'größe\n\u2028\u202e', none: null })()
      const many = Array.from({ length: 50 }, (_, index) => h.ledger.append({ kind: 'decision', index })())
      expect(await Promise.all(many)).to.deep.equal(many.map(() => E.right(undefined)))
      expect(await h.proof.check()).to.deep.equal(E.right({ records: 51, fault: null }))
    })

    it('keeps entries of one call together, and gives back those of some ids as they were appended', async () => {
      const [request, decision, outcome] = ['request', 'decision', 'outcome'].map((kind) => ({ kind, id: 'a', n: [1] }))
      await h.ledger.append({ kind: 'request', id: 'b', about: 'a' })()
      await h.ledger.append({ kind: 'request', id: 'a', n: [1] })()
      const [both, other] = [
        h.ledger.append({ kind: 'decision', id: 'a', n: [1] }, { kind: 'outcome', id: 'a', n: [1] })(),
        h.ledger.append({ kind: 'outcome', id: 'c' })(),
      ]
      expect([await both, await other]).to.deep.equal([E.right(undefined), E.right(undefined)])
      expect(await h.ledger.recordsOf(['a', 'none'])()).to.deep.equal(
        E.right(
          new Map([
            ['a', [request, decision, outcome]],
            ['none', []],
          ]),
        ),
      )
      expect(await h.proof.check()).to.deep.equal(E.right({ records: 5, fault: null }))
    })
  })
}
