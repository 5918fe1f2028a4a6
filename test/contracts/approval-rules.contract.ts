import { DEFAULT_RULES, withGrant, withNameMode, type ApprovalRules } from '../../domain/approvals/rules.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import { describeStateStore } from './state-store.contract.js'

const grant = (tool: string): ApprovalRules['grants'][number] => ({
  ...{ session: sessionId('cc-a'), tool, digest: 'd', grantedAt: 1_000 },
})

/** Suite of every store of the rules of approvals. */
export const describeApprovalRules = describeStateStore<ApprovalRules>('ApprovalRulesStore', {
  fresh: DEFAULT_RULES,
  adding: (rules, id) => withGrant(rules, grant(id)),
  ids: ({ grants }) => grants.map(({ tool }) => tool),
  full: {
    ...withNameMode(DEFAULT_RULES, '__proto__', 'strict', sessionId('__proto__')),
    ...{ mode: 'ask', freeTools: ['Read'], asksInAutoMode: true, grants: [grant('größe "Bash"')] },
  },
})
