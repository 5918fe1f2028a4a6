import { expect } from 'chai'
import { sessionId } from '../../domain/sessions/session-id.js'
import * as E from 'fp-ts/lib/Either.js'
import type { ApprovalStore } from '../../application/approvals/approval-store.port.js'
import type { Approval } from '../../domain/approvals/approval.js'
import type { JsonObject } from '../../domain/approvals/canonical-json.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeApprovalStore`. */
export interface ApprovalStoreHarness extends Harness {
  /** Opens the same store again and again. */
  readonly open: () => ApprovalStore
}

/** Approval of a call. */
export const anApproval = (id: string, approval: Partial<Approval> = {}): Approval => ({
  id,
  mode: 'ask',
  createdAt: 1_000,
  expiresAt: 111_000,
  reason: null,
  secretHash: 'f00d',
  call: {
    session: sessionId('cc-shop'),
    gate: 'PreToolUse',
    tool: 'Bash',
    input: JSON.parse('{"command":"größe \\u202e","nested":[{"a":null}],"__proto__":{"x":1}}') as JsonObject,
    digest: 'd1',
    inputLength: 12,
    permissionMode: 'default',
    cwd: null,
    toolUseId: 'toolu_1',
    promptId: null,
    comesAgain: true,
  },
  ...approval,
})

/** Contract of `ApprovalStore`. */
export function describeApprovalStore(technology: string, prepare: () => Promise<ApprovalStoreHarness>): void {
  describe(`ApprovalStore on ${technology}`, () => {
    let h: ApprovalStoreHarness
    beforeEach(async () => {
      h = await prepare()
    })
    afterEach(() => h.close())

    it('is empty at first', async () => {
      expect(await h.open().kept()).to.deep.equal(E.right([]))
    })

    it('gives back what was kept, oldest first, also to a hub that starts later', async () => {
      const [older, newer] = [anApproval('a', { createdAt: 5 }), anApproval('b', { createdAt: 9, mode: 'strict' })]
      await h.open().keep(newer)()
      await h.open().keep(older)()
      expect(await h.open().kept()).to.deep.equal(E.right([older, newer]))
    })

    it('forgets what was dropped, and only that', async () => {
      const store = h.open()
      const kept = anApproval('b')
      await Promise.all([store.keep(anApproval('a'))(), store.keep(kept)()])
      expect([await store.drop('a')(), await store.drop('never was')()]).to.deep.equal([
        E.right(undefined),
        E.right(undefined),
      ])
      expect(await h.open().kept()).to.deep.equal(E.right([kept]))
    })

    it('keeps many at once', async () => {
      const store = h.open()
      const all = Array.from({ length: 100 }, (_, index) => anApproval(`id-${String(index)}`, { createdAt: index }))
      await Promise.all(all.map((approval) => store.keep(approval)()))
      expect(await h.open().kept()).to.deep.equal(E.right(all))
    })
  })
}
