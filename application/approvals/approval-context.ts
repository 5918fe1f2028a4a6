import * as E from 'fp-ts/lib/Either.js'
import type { ToolCall } from '../../domain/approvals/approval.js'
import { restrainedMode } from '../../domain/approvals/restraint.js'
import { isFree, isGranted, modeFor, type ApprovalRules } from '../../domain/approvals/rules.js'
import type { ApprovalContext } from '../../domain/approvals/ruling.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { Alarms } from './alarms.js'
import type { GuardedPlaces } from './guarded-places.port.js'
import type { GuardedSession, PolicyGuards } from './policy-guards.js'
import type { RulesInForce } from './configure-approvals.js'

/** Rules and restraint of one session. */
export interface SessionPolicy extends Pick<ApprovalContext, 'mode' | 'restraint' | 'asksInAutoMode'> {
  readonly rules: ApprovalRules
}

/** Reads what a ruling needs from outside the desk. */
export interface ReadApprovalContext {
  readonly policyOf: (asking: GuardedSession) => Promise<SessionPolicy>
  readonly factsOf: (
    call: ToolCall,
    policy: SessionPolicy,
  ) => Promise<Pick<ApprovalContext, 'isFree' | 'isGranted' | 'sessionExists' | 'isAttached'>>
}

export interface ReadApprovalContextDeps {
  readonly rulesInForce: RulesInForce
  readonly policyGuards: PolicyGuards
  readonly alarms: Alarms
  readonly guardedPlaces: GuardedPlaces
  readonly host: SessionHost
}

export function makeReadApprovalContext(deps: ReadApprovalContextDeps): ReadApprovalContext {
  const { rulesInForce, policyGuards, alarms, guardedPlaces, host } = deps
  return {
    policyOf: async (asking) => {
      const rules = await rulesInForce()
      const restraint = alarms.restraintOf(asking.session) ?? (await policyGuards.of(asking)())
      return { rules, restraint, mode: modeFor(rules, asking.session), asksInAutoMode: rules.asksInAutoMode }
    },
    factsOf: async (call, { rules, mode, restraint }) => {
      const byTool = isFree(rules, call.tool)
      const byGrant = isGranted(rules, call.session, call.tool, call.digest)
      // In strict no rule spares a call whose path leads into a guarded place.
      const isSpared = (byTool || byGrant) && !(mode === 'strict' && (await guardedPlaces.leadsInto(call)()))
      const isRuled = restrainedMode(mode, restraint) === 'off' || (isSpared && byTool) || restraint?.at === 'deny'
      const live = isRuled ? E.right([]) : await host.list()
      const session = E.isRight(live) ? live.right.find(({ name }) => name === call.session) : undefined
      return {
        isFree: isSpared && byTool,
        isGranted: isSpared && byGrant,
        // Without an answer of the host the session counts as running.
        sessionExists: E.isLeft(live) || session !== undefined,
        isAttached: (session?.viewers ?? 0) > 0,
      }
    },
  }
}
