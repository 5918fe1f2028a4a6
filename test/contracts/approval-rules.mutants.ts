import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalRulesStore } from '../../application/approvals/approval-rules.port.js'
import { DEFAULT_RULES, type ApprovalRules } from '../../domain/approvals/rules.js'
import type { ApprovalRulesHarness } from './approval-rules.contract.js'
import { changeStoreDefects } from './change-store-defects.js'
import type { Mutants } from './mutants.js'

const each =
  (change: (store: ApprovalRulesStore) => ApprovalRulesStore) =>
  (scene: ApprovalRulesHarness): ApprovalRulesHarness => ({
    ...scene,
    open: async () => change(await scene.open()),
  })
const { losesChanges, storesNothing, answersWithFormer, cannotBeRead } = changeStoreDefects<ApprovalRules>()

/** Broken stores of the rules of approvals. */
export const approvalRulesMutants: Mutants<ApprovalRulesHarness> = {
  'has the default rules at first': {
    'cannot be read': each(cannotBeRead),
    'starts with a rule that no operator has set': each((store) => ({
      ...store,
      read: TE.right({ ...DEFAULT_RULES, asksInAutoMode: true }),
    })),
  },
  'applies changes one at a time and keeps them': {
    'loses a change that another overtakes': each(losesChanges),
    'stores nothing': each(storesNothing),
    'answers with the former rules': each(answersWithFormer),
    'drops the grants': each((store) => ({
      ...store,
      read: TE.map((rules: ApprovalRules) => ({ ...rules, grants: [] }))(store.read),
    })),
  },
}
