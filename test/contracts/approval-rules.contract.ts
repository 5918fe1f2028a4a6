import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { ApprovalRulesStore } from '../../application/approvals/approval-rules.port.js'
import { DEFAULT_RULES, withGrant, withSessionMode } from '../../domain/approvals/rules.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeApprovalRules`. */
export interface ApprovalRulesHarness extends Harness {
  /** Opens the same store again and again. */
  readonly open: () => Promise<ApprovalRulesStore>
}

/** Contract of `ApprovalRules`. */
export function describeApprovalRules(technology: string, prepare: () => Promise<ApprovalRulesHarness>): void {
  describe(`ApprovalRulesStore on ${technology}`, () => {
    let h: ApprovalRulesHarness
    beforeEach(async () => {
      h = await prepare()
    })
    afterEach(() => h.close())

    it('has the default rules at first', async () => {
      expect(await (await h.open()).read()).to.deep.equal(E.right(DEFAULT_RULES))
    })

    it('applies changes one at a time and keeps them', async () => {
      const store = await h.open()
      const grant = { session: 'cc-a', tool: 'Bash', digest: 'd', grantedAt: 1_000 }
      const [, second] = await Promise.all([
        store.change((rules) => withSessionMode(rules, '__proto__', 'strict'))(),
        store.change((rules) => withGrant({ ...rules, freeTools: ['Read'], asksInAutoMode: true }, grant))(),
      ])
      const expected = {
        ...withSessionMode(DEFAULT_RULES, '__proto__', 'strict'),
        freeTools: ['Read'],
        asksInAutoMode: true,
        grants: [grant],
      }
      expect(second).to.deep.equal(E.right(expected))
      expect(await (await h.open()).read()).to.deep.equal(E.right(expected))
    })
  })
}
