import { TERMINAL, withoutAnswer, type Approval, type ApprovalMode, type ToolCall, type Verdict } from './approval.js'

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
 * Verdict on a call without a decision. Under a restriction the agent must not continue under its own rules, so the
 * `PreToolUse` gate requests its prompt in every permission mode.
 */
export function unanswered(
  {
    mode,
    call,
    reason,
  }: Pick<Approval, 'mode' | 'reason'> & { readonly call: Pick<ToolCall, 'gate' | 'permissionMode'> },
  why: string,
): Verdict {
  if (reason === null || mode === 'strict') return withoutAnswer(mode, call, why)
  return call.gate === 'PreToolUse' ? { ...TERMINAL, reason } : withoutAnswer(mode, call, why)
}
