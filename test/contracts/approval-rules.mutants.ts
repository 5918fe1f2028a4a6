import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalRulesStore } from '../../application/approvals/approval-rules.port.js'
import { DEFAULT_RULES, type ApprovalRules } from '../../domain/approvals/rules.js'
import { brokenStore, changeStoreDefects } from './change-store-defects.js'
import type { StoreHarness } from './harness.js'
import type { Mutants } from './mutants.js'

const { losesChanges, storesNothing, answersWithFormer, cannotBeRead } = changeStoreDefects<ApprovalRules>()

/** Broken stores of the rules of approvals. */
export const approvalRulesMutants: Mutants<StoreHarness<ApprovalRulesStore>> = {
  'has the default rules at first': {
    'cannot be read': brokenStore(cannotBeRead),
    'starts with a rule that no operator has set': brokenStore<ApprovalRules>((store) => ({
      ...store,
      read: TE.right({ ...DEFAULT_RULES, asksInAutoMode: true }),
    })),
  },
  'applies changes one at a time and keeps them': {
    'loses a change that another overtakes': brokenStore(losesChanges),
    'stores nothing': brokenStore(storesNothing),
    'answers with the former rules': brokenStore(answersWithFormer),
    'drops the grants': brokenStore<ApprovalRules>((store) => ({
      ...store,
      read: TE.map((rules: ApprovalRules) => ({ ...rules, grants: [] }))(store.read),
    })),
  },
}
