import {
  allow,
  ASKING_MODE,
  deny,
  isAutomatic,
  isBypassed,
  NO_OPINION,
  runsUnasked,
  type ApprovalMode,
  type ToolCall,
  type Verdict,
} from './approval.js'
import { ruleText, type RuleJudgement } from './permission-rule.js'
import { staysAtDialog } from './agent-dialog.js'
import { kindOf, readQuestions } from './question.js'
import { restrainedMode, unanswered, type Restraint } from './restraint.js'
import type { Withdrawal } from './withdrawal.js'

/** Verdict on the same call a moment ago, at this gate or the other one. */
export interface RecentVerdict {
  readonly verdict: Verdict
}

/** Input of a ruling besides the call. */
export interface ApprovalContext {
  readonly mode: ApprovalMode
  readonly restraint: Restraint | null
  /** True when a person is asked about calls that the agent's classifier decides about. */
  readonly asksInAutoMode: boolean
  readonly isFree: boolean
  /** True when a person allowed exactly this for the rest of the session. */
  readonly isGranted: boolean
  /** Verdict of a person's rules; `null` when none concerns the call. */
  readonly judgement: RuleJudgement | null
  readonly recentVerdict: RecentVerdict | null
  readonly sessionExists: boolean
  /** True when a terminal client is attached to the session. */
  readonly isAttached: boolean
  /** True when a person can be reached. */
  readonly canBeAnswered: boolean
  /** True when the session, and all sessions together, may have one more approval waiting. */
  readonly hasRoom: boolean
}

/** Hold the call until the operator has decided, or answer at once. */
export type Ruling =
  | { readonly _tag: 'Hold'; readonly mode: 'ask' | 'strict' }
  | { readonly _tag: 'Say'; readonly verdict: Verdict; readonly why: string }

const say = (verdict: Verdict, why: string): Ruling => ({ _tag: 'Say', verdict, why })

/**
 * Ruling on a call at a gate. In `strict` a call passes only as a free tool, by a grant, by a rule or by an allow of the
 * same call. Under a restriction neither grants nor rules allow; a restriction or a rule that denies refuses the call.
 */
export function rule(call: ToolCall, c: ApprovalContext): Ruling {
  if (kindOf(call) === 'form') return ruleForm(c)
  const { restraint, judgement } = c
  if (restraint?.at === 'deny') return say(deny(restraint.reason), 'restrained')
  const mode = restrainedMode(c.mode, restraint)
  if (mode === 'off') return say(NO_OPINION, 'off')
  if (judgement?.effect === 'deny') return say(deny(denialOf(judgement)), 'rule')
  if (kindOf(call) !== 'permission') return ruleRequest(call, c)
  const isAsked = judgement?.effect === 'ask'
  const isRuled = isAskedByRule(call, judgement)
  if (c.isFree && !isAsked) return say(NO_OPINION, 'free-tool')
  const nobody = (why: string): Verdict => unanswered({ mode, call, reason: restraint?.reason ?? null, isRuled }, why)
  if (!isAsked && !isGated(call, c)) return say(NO_OPINION, 'not-at-this-gate')
  if (c.recentVerdict !== null) return say(repeated(c.recentVerdict.verdict, nobody), 'asked-already')
  if (judgement?.effect === 'allow' && restraint === null) return say(allow(), 'rule')
  if (c.isGranted && !isAsked && restraint === null) return say(allow(), 'granted')
  if (!c.sessionExists) return say(nobody('the session is not running'), 'no-session')
  if (mode === 'ask' && c.isAttached && yieldsToTerminal(call, isRuled)) return say(nobody(''), 'attached')
  if (!c.canBeAnswered && !(mode === 'ask' && outlastsAbsence(call)))
    return say(nobody('nobody was there to answer'), 'nobody-there')
  if (!c.hasRoom) return say(nobody('too many calls are waiting'), 'too-many')
  return { _tag: 'Hold', mode }
}

/**
 * Ruling on a question or a plan. It is held only where the agent shows its own dialog in the terminal meanwhile, so that
 * the first answer counts, wherever it is given. Without one the dialog decides, in `strict` too: nothing runs by it.
 * Neither a grant nor an earlier answer counts.
 */
function ruleRequest(call: ToolCall, c: ApprovalContext): Ruling {
  if (call.gate !== 'PermissionRequest') return say(NO_OPINION, 'has-dialog')
  if (kindOf(call) === 'question') {
    if (call.takesInput === false) return say(NO_OPINION, 'not-answerable')
    if (readQuestions(call.input) === null) return say(NO_OPINION, 'not-readable')
  }
  if (!c.sessionExists) return say(NO_OPINION, 'no-session')
  if (c.isAttached && hasDialogOfItsOwn(call)) return say(NO_OPINION, 'attached')
  if (!c.canBeAnswered && !outlastsAbsence(call)) return say(NO_OPINION, 'nobody-there')
  if (!c.hasRoom) return say(NO_OPINION, 'too-many')
  return { _tag: 'Hold', mode: 'ask' }
}

/**
 * Ruling on a form. The agent shows its own dialog only after this answer, so it is held where no viewer is at the terminal. In
 * every other case the dialog decides, under a restriction too: nothing runs by it, and a refusal would be one that no person
 * gave.
 */
function ruleForm(c: ApprovalContext): Ruling {
  if (c.mode === 'off') return say(NO_OPINION, 'off')
  if (c.judgement?.effect === 'deny') return say(deny(denialOf(c.judgement)), 'rule')
  if (!c.sessionExists) return say(NO_OPINION, 'no-session')
  if (c.isAttached) return say(NO_OPINION, 'attached')
  if (!c.canBeAnswered) return say(NO_OPINION, 'nobody-there')
  if (!c.hasRoom) return say(NO_OPINION, 'too-many')
  return { _tag: 'Hold', mode: 'ask' }
}

/**
 * True when a rule asks about the call, so that it is not left to settings of the agent. A script that cannot be read is asked about
 * without a rule that names it; an agent without a prompt of its own goes on with that by its settings.
 */
export const isAskedByRule = ({ cannotPrompt }: ToolCall, judgement: RuleJudgement | null): boolean =>
  judgement?.effect === 'ask' && (judgement.rules.length > 0 || cannotPrompt !== true)

type GatedCall = Pick<ToolCall, 'gate' | 'permissionMode' | 'comesAgain'>

/** Mode and restraint of the session that makes a call. */
export type SessionPolicy = Pick<ApprovalContext, 'mode' | 'restraint' | 'asksInAutoMode'>

/** True when a person decides about this call at this gate, under this mode and restraint. */
export const isGated = (call: GatedCall, { mode, restraint, asksInAutoMode }: SessionPolicy): boolean =>
  restraint !== null || mode === 'strict' || (mode === 'ask' && isGatedWhenAsking(call, asksInAutoMode))

/** Verdict on a call that cannot be read: no tool, no input, or one nested too deep. */
export function ruleUnreadable(call: GatedCall, policy: SessionPolicy): Verdict {
  const { restraint } = policy
  if (call.gate === 'Elicitation') return NO_OPINION
  if (restraint?.at === 'deny') return deny(restraint.reason)
  const mode = restrainedMode(policy.mode, restraint)
  if (mode === 'off' || !isGated(call, policy)) return NO_OPINION
  return unanswered({ mode, call, reason: restraint?.reason ?? null }, 'the call could not be read')
}

/**
 * In `ask` a call is gated where the agent would ask, where permissions are bypassed and, if set so, in auto mode. One
 * whose installation has no `PermissionRequest` hook (older scripts) is gated before the tool, in the asking mode alone.
 */
function isGatedWhenAsking(call: GatedCall, asksInAutoMode: boolean): boolean {
  if (call.gate === 'PermissionRequest') return true
  if (!call.comesAgain) return call.permissionMode === ASKING_MODE
  return isBypassed(call) || (asksInAutoMode && isAutomatic(call))
}

/**
 * True when the call is held while the agent shows no dialog; after the release the agent shows its own.
 */
export const hasDialogOfItsOwn = (call: ToolCall): boolean =>
  call.gate === 'Elicitation' || call.hidesDialog === true || (call.gate === 'PreToolUse' && !runsUnasked(call))

/** True when a viewer at the terminal of its session releases a call: the dialog there decides, also where a rule asks. */
export const yieldsToTerminal = (call: ToolCall, isRuled: boolean): boolean =>
  hasDialogOfItsOwn(call) && !(isRuled && call.gate === 'PreToolUse' && call.cannotPrompt === true)

/** True when a call is held without a person in reach: the agent shows its dialog beside the hook, and the hook waits for hours. */
export const outlastsAbsence = (call: ToolCall): boolean =>
  call.gate === 'PermissionRequest' && !hasDialogOfItsOwn(call) && call.hookLimit !== undefined

const denialOf = ({ rules: [one] }: RuleJudgement): string =>
  one === undefined ? 'A rule denies this' : `A rule denies this: ${ruleText(one)}`

const repeated = (verdict: Verdict, nobody: (why: string) => Verdict): Verdict =>
  verdict._tag === 'Allow' || verdict._tag === 'Deny' ? verdict : nobody('nobody has allowed it')

/** Reason to leave a call to the dialog that the agent shows after this answer, where it stays answerable; `null` for another answer. */
export function leavesAtDialog(call: ToolCall, ruling: Ruling): Withdrawal | null {
  if (ruling._tag === 'Hold' || ruling.verdict._tag !== 'NoOpinion' || call.hidesDialog !== true) return null
  const { why } = ruling
  if (why !== 'attached' && why !== 'nobody-there') return null
  return staysAtDialog({ mode: 'ask', call }, why) ? why : null
}
