import {
  TERMINAL,
  undecided,
  withoutAnswer,
  type Approval,
  type ApprovalMode,
  type ToolCall,
  type Verdict,
} from './approval.js'

/**
 * Temporary restriction of a session beyond the operator's rules: every call needs approval or is refused. It never
 * loosens the rules.
 */
export interface Restraint {
  /** `ask`: the prompt of the agent decides without an answer; `strict`: such a call is denied; `deny`: every call is. */
  readonly at: 'ask' | 'strict' | 'deny'
  /** Reason for the agent and for people: `budget exceeded: …`. */
  readonly reason: string
}

/** Strictest of several restrictions; the first among equal ones. */
export const strictest = (restraints: ReadonlyArray<Restraint>): Restraint | null =>
  restraints.find(({ at }) => at === 'deny') ?? restraints.find(({ at }) => at === 'strict') ?? restraints[0] ?? null

/** Effective mode under a restriction; never looser than `mode`. */
export function restrainedMode(mode: ApprovalMode, restraint: Restraint | null): ApprovalMode {
  if (restraint?.at === 'strict') return 'strict'
  return mode === 'off' && restraint !== null ? 'ask' : mode
}

/**
 * Verdict on a call without a decision. Under a restriction, and where a rule asks, the agent must not continue under its own
 * rules, so the `PreToolUse` gate requests its prompt in every permission mode; an agent that has none there is denied the call
 * that a rule asks about.
 */
export function unanswered(
  {
    mode,
    call,
    reason,
    isRuled = false,
  }: Pick<Approval, 'mode' | 'reason'> & {
    readonly isRuled?: boolean
    readonly call: Pick<ToolCall, 'gate' | 'permissionMode' | 'cannotPrompt'>
  },
  why: string,
): Verdict {
  if (mode === 'strict' || call.gate !== 'PreToolUse') return withoutAnswer(mode, call, why)
  if (isRuled && call.cannotPrompt === true) return undecided(why)
  if (reason !== null) return { ...TERMINAL, reason }
  return isRuled ? TERMINAL : withoutAnswer(mode, call, why)
}
