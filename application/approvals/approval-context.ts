import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { ApprovalMode, ToolCall } from '../../domain/approvals/approval.js'
import { kindOf } from '../../domain/approvals/question.js'
import { comparePaths, judgeByRules, type RuleJudgement } from '../../domain/approvals/permission-rule.js'
import { restrainedMode, type Restraint } from '../../domain/approvals/restraint.js'
import { isFree, isGranted, modeFor, type ApprovalRules, type NamedSession } from '../../domain/approvals/rules.js'
import type { ApprovalContext, SessionPolicy } from '../../domain/approvals/ruling.js'
import { isUnfollowed } from '../../domain/approvals/shell-walk.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { ApprovalsPorts, ApprovalsSteps } from './ports.js'

/** The session that asks, with its present name, and the folder that its agent reports. */
export interface GuardedSession extends NamedSession {
  readonly cwd: string | null
}

/** Policies beyond the rules of approvals, such as budgets, that restrain a session for a while. */
export interface PolicyGuards {
  /** The strictest restraint; `null` when there is none. A policy that cannot be read restrains. */
  readonly of: (session: GuardedSession) => T.Task<Restraint | null>
}

/** Rules and restraint of a session. */
export interface RuledSession extends SessionPolicy {
  readonly rules: ApprovalRules
}

/** Reads what a ruling needs from outside the desk. */
export interface ReadApprovalContext {
  readonly policyOf: (id: SessionId, cwd: string | null) => Promise<RuledSession>
  readonly factsOf: (
    call: ToolCall,
    policy: RuledSession,
  ) => Promise<Pick<ApprovalContext, 'isFree' | 'isGranted' | 'judgement' | 'sessionExists' | 'isAttached'>>
}

export function makeReadApprovalContext(
  deps: Pick<ApprovalsPorts, 'guardedFolders' | 'host' | 'directory'> &
    Pick<ApprovalsSteps, 'rulesInForce' | 'policyGuards' | 'alarms' | 'openRuledCalls'>,
): ReadApprovalContext {
  const { rulesInForce, policyGuards, alarms, guardedFolders, openRuledCalls, host, directory } = deps
  const judgementOf = async (
    { permissions }: ApprovalRules,
    call: ToolCall,
    mode: ApprovalMode,
  ): Promise<RuleJudgement | null> => {
    const isPermission = kindOf(call) === 'permission'
    // A question, a plan and a form are always asked about, and a person alone answers them.
    const rules = permissions.filter(({ tool, effect }) => tool === call.tool && (isPermission || effect === 'deny'))
    if (rules.length === 0) return null
    const read = await openRuledCalls({ hasPaths: comparePaths(rules) })()
    const ruled = await read(call)
    // In strict what is known only when the command runs may lead into a guarded place.
    const isOpen = mode === 'strict' && isUnfollowed(ruled.commands ?? [], scriptOf(call))
    const counting = rules.filter(({ effect, pattern }) => !isOpen || effect !== 'allow' || pattern.kind === 'any')
    return judgeByRules(counting, ruled)
  }

  return {
    policyOf: async (id, cwd) => {
      const rules = await rulesInForce()
      const asking = { id, name: directory.nameOf(id), cwd }
      const restraint = alarms.restraintOf(id) ?? (await policyGuards.of(asking)())
      return { rules, restraint, mode: modeFor(rules, asking), asksInAutoMode: rules.asksInAutoMode }
    },
    factsOf: async (call, { rules, mode: ownMode, restraint }) => {
      const mode = restrainedMode(ownMode, restraint)
      const byTool = kindOf(call) === 'permission' && isFree(rules, call.tool)
      const byGrant = isGranted(rules, call.session, call.tool, call.digest)
      const judged = await judgementOf(rules, call, mode)
      const byRule = judged?.effect === 'allow'
      // In strict no rule spares a call whose path leads into a guarded place.
      const isSpared = (byTool || byGrant || byRule) && !(mode === 'strict' && (await guardedFolders.leadsInto(call)()))
      const isFreeOfRules = isSpared && byTool && judged?.effect !== 'ask'
      const isRuled = mode === 'off' || isFreeOfRules || restraint?.at === 'deny'
      const live = isRuled ? E.right([]) : await host.list()
      const session = E.isRight(live) ? live.right.find(({ id }) => id === call.session) : undefined
      return {
        isFree: isSpared && byTool,
        isGranted: isSpared && byGrant,
        judgement: byRule && !isSpared ? null : judged,
        // Without an answer of the host the session counts as running.
        sessionExists: E.isLeft(live) || session !== undefined,
        isAttached: (session?.viewers ?? 0) > 0,
      }
    },
  }
}

const scriptOf = ({ input: { command } }: ToolCall): string => (typeof command === 'string' ? command : '')
