import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { ApprovalRulesStore } from '../../application/approvals/approval-rules.port.js'
import { DEFAULT_RULES, withGrant, withNameMode, type ApprovalRules } from '../../domain/approvals/rules.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import type { StoreHarness } from './harness.js'

const strictly = (rules: ApprovalRules): ApprovalRules =>
  withNameMode(rules, '__proto__', 'strict', sessionId('__proto__'))

/** Contract of `ApprovalRules`. */
export function describeApprovalRules(technology: string, open: () => Promise<StoreHarness<ApprovalRulesStore>>): void {
  describe(`ApprovalRulesStore on ${technology}`, () => {
    let h: StoreHarness<ApprovalRulesStore>
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('has the default rules at first', async () => {
      expect(await h.store.read()).to.deep.equal(E.right(DEFAULT_RULES))
    })

    it('applies changes one at a time and keeps them', async () => {
      const { store } = h
      const grant = { session: sessionId('cc-a'), tool: 'Bash', digest: 'd', grantedAt: 1_000 }
      const [, second] = await Promise.all([
        store.change((rules) => strictly(rules))(),
        store.change((rules) => withGrant({ ...rules, freeTools: ['Read'], asksInAutoMode: true }, grant))(),
      ])
      const expected = {
        ...strictly(DEFAULT_RULES),
        freeTools: ['Read'],
        asksInAutoMode: true,
        grants: [grant],
      }
      expect(second).to.deep.equal(E.right(expected))
      expect(await (await h.reopen()).read()).to.deep.equal(E.right(expected))
    })
  })
}
