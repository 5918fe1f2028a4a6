import { TERMINAL, withoutAnswer, type Approval, type ApprovalMode, type ToolCall, type Verdict } from './approval.js'

/**
 * What holds a session back for a while beyond the rules that a person has laid down: every call is asked about, or
 * refused. It only ever tightens.
 */
export interface Restraint {
  readonly at: 'ask' | 'deny'
  /** For the agent and for people: `budget exceeded: …`. */
  readonly reason: string
}

/** The one that counts where several hold: the stricter, of equal ones the first. */
export const strictest = (restraints: ReadonlyArray<Restraint>): Restraint | null =>
  restraints.find(({ at }) => at === 'deny') ?? restraints[0] ?? null

/** The mode that counts under a restraint: never a looser one. */
export const restrainedMode = (mode: ApprovalMode, restraint: Restraint | null): ApprovalMode =>
  mode === 'off' && restraint !== null ? 'ask' : mode

/**
 * What is said about a call that nobody decides. Under a restraint the agent must not go on by itself where its own rules
 * would let it: before the tool its prompt is asked for, in whatever mode it runs.
 */
export function unanswered({ mode, call, reason }: Pick<Approval, 'mode' | 'call' | 'reason'>, why: string): Verdict {
  if (reason === null || mode === 'strict') return withoutAnswer(mode, call, why)
  return call.gate === 'PreToolUse' ? { ...TERMINAL, reason } : withoutAnswer(mode, call, why)
}

/** What is said about a call that cannot be made out, as far as a restraint decides it; `null` where it does not. */
export function restrainUnreadable(
  { gate }: Pick<ToolCall, 'gate'>,
  mode: ApprovalMode,
  restraint: Restraint | null,
): Verdict | null {
  if (restraint === null) return null
  if (restraint.at === 'deny') return { _tag: 'Deny', reason: restraint.reason }
  return mode !== 'strict' && gate === 'PreToolUse' ? { ...TERMINAL, reason: restraint.reason } : null
}
