import { isDeniedUnanswered, lifeMs, type Approval, type ToolCall } from './approval.js'
import type { PendingCall } from './desk-call.js'
import { waitLimitMs, type ApprovalRules } from './rules.js'

/** Call that a person is asked about, with the rules in force. */
export interface AskedCall {
  readonly call: ToolCall
  readonly mode: 'ask' | 'strict'
  readonly reason: string | null
  /** True when a rule asks about the call. */
  readonly isRuled?: boolean
  readonly rules: Pick<ApprovalRules, 'waitMinutes'>
}

/** Approval of a call. Its session, which has this name, may limit the time in which it can be decided. */
export function askedApproval(
  { call: { asksAgainInStrict, ...asked }, mode, reason, isRuled = false, rules }: AskedCall,
  name: string,
  made: Pick<Approval, 'id' | 'createdAt' | 'secretHash'>,
): Approval {
  const call: ToolCall = asksAgainInStrict && mode === 'strict' ? { ...asked, asksAgain: true } : asked
  const { createdAt } = made
  const ruled = isRuled ? { isRuled } : {}
  const limitMs = isDeniedUnanswered({ mode, call, ...ruled }) ? waitLimitMs(rules, name) : null
  const life = { call, createdAt, ...(limitMs === null ? {} : { deniedAt: createdAt + limitMs }) }
  return { ...made, mode, reason, ...ruled, ...life, expiresAt: createdAt + lifeMs(life) }
}

/** Milliseconds until the limit of its session denies the call, at a time of the monotonic clock. */
export function leftOfLimitMs(one: PendingCall | null, now: number): number {
  if (one?.approval.deniedAt === undefined) return Infinity
  const { createdAt, deniedAt } = one.approval
  return Math.max(0, deniedAt - createdAt - (now - one.askedAt))
}
