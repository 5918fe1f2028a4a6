import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { DEFAULT_RULES, type ApprovalRules } from '../../domain/approvals/rules.js'
import type { SettingsStore } from '../settings/settings-store.port.js'
import type { ApprovalRulesStore } from './approval-rules.port.js'

/** The rules that apply now: mode `off` while the setting `remoteApproval` is off. */
export type RulesInForce = T.Task<ApprovalRules>
export interface RulesInForceDeps {
  readonly rules: ApprovalRulesStore
  readonly settings: SettingsStore
}

/** Stands for rules that cannot be read. */
const STRICTEST: ApprovalRules = { ...DEFAULT_RULES, mode: 'strict', freeTools: [] }

export function makeRulesInForce({ rules, settings }: RulesInForceDeps): RulesInForce {
  return pipe(
    TE.Do,
    TE.bind('stored', () => rules.read),
    TE.bind('switches', () => settings.read),
    TE.match(
      () => STRICTEST,
      ({ stored, switches }) => (switches.remoteApproval ? stored : { ...stored, mode: 'off' as const }),
    ),
  )
}
