import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { ApprovalLedger, LedgerProof, LedgerReport } from '../../application/approvals/approval-ledger.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeApprovalLedger`. */
export interface ApprovalLedgerHarness extends Harness {
  /** Adapter under test. */
  readonly ledger: ApprovalLedger
  /** Check of the chain. */
  readonly proof: LedgerProof
  /** The log as the next run of the hub opens it. */
  readonly reopen: () => Promise<ApprovalLedger>
  /** Replaces the stored lines (without line ends), as a program outside the hub does. */
  readonly rewrite: (change: (lines: ReadonlyArray<string>) => ReadonlyArray<string>) => Promise<void>
  /** Fills the disk behind the log, or frees it. */
  readonly setFull: (isFull: boolean) => void
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

    it('continues the chain in the next run', async () => {
      await h.ledger.append({ kind: 'request', id: 'a' }, { kind: 'decision', id: 'a' })()
      const next = await h.reopen()
      expect(await next.append({ kind: 'outcome', id: 'a' })()).to.deep.equal(E.right(undefined))
      expect(await next.recordsOf(['a'])()).to.deep.equal(
        E.right(new Map([['a', ['request', 'decision', 'outcome'].map((kind) => ({ kind, id: 'a' }))]])),
      )
      expect(await h.proof.check()).to.deep.equal(E.right({ records: 3, fault: null }))
    })

    it('reports the first record that was edited, removed, moved or cut off', async () => {
      const ids = ['one', 'two', 'three']
      for (const id of ids) await h.ledger.append({ kind: 'request', id })()
      let written: ReadonlyArray<string> = []
      await h.rewrite((lines) => (written = lines))
      const [one = '', two = '', three = ''] = written
      const faultAfter = async (...lines: string[]): Promise<unknown> => {
        await h.rewrite(() => lines)
        return E.map(({ fault }: LedgerReport) => fault)(await h.proof.check())
      }
      expect(await faultAfter(one, two, three)).to.deep.equal(E.right(null))
      expect([
        await faultAfter(one, two.replace('two', '2wo'), three),
        await faultAfter(one, three),
        await faultAfter(one, three, two),
        await faultAfter(one),
        await faultAfter(one, 'no record', three),
      ]).to.deep.equal([
        E.right({ problem: 'edited', seq: 2, line: 2 }),
        E.right({ problem: 'missing', seq: 2, line: 2 }),
        E.right({ problem: 'reordered', seq: 2, line: 2 }),
        E.right({ problem: 'cut', seq: 2, line: 1 }),
        E.right({ problem: 'unreadable', seq: 2, line: 2 }),
      ])
    })

    it('reports a fault also after records that the next run appends', async () => {
      for (const id of ['one', 'two']) await h.ledger.append({ kind: 'request', id })()
      await h.rewrite((lines) => lines.map((line) => line.replace('two', '2wo')))
      await (await h.reopen()).append({ kind: 'request', id: 'three' })()
      expect(await h.proof.check()).to.have.nested.property('right.fault.problem', 'edited')
    })

    it('refuses the entries of a call together on a full disk, and continues when there is room', async () => {
      await h.ledger.append({ kind: 'request', id: 'a' })()
      h.setFull(true)
      const refused = await h.ledger.append({ kind: 'decision', id: 'a' }, { kind: 'outcome', id: 'a' })()
      expect(refused).to.have.nested.property('left._tag', 'Unavailable')
      h.setFull(false)
      expect(await h.proof.check()).to.deep.equal(E.right({ records: 1, fault: null }))
      expect(await h.ledger.append({ kind: 'alarm', id: 'a' })()).to.deep.equal(E.right(undefined))
      expect(await (await h.reopen()).recordsOf(['a'])()).to.deep.equal(
        E.right(new Map([['a', ['request', 'alarm'].map((kind) => ({ kind, id: 'a' }))]])),
      )
    })
  })
}
