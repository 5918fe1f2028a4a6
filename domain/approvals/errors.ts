import type { Tagged } from '../shared/tagged.js'

/** No pending approval has this id: it never existed, or was decided, withdrawn or has expired. */
export type ApprovalNotPending = Tagged<'ApprovalNotPending'>
export const approvalNotPending: ApprovalNotPending = { _tag: 'ApprovalNotPending' }

/** The dialog at the terminal is not, or no longer, the one of this call; no key was pressed. */
export type DialogChanged = Tagged<'DialogChanged'>
export const dialogChanged: DialogChanged = { _tag: 'DialogChanged' }

/** No decision of this approval waits for its delivery: none was made, it was taken back, or the agent has it. */
export type DecisionNotHeld = Tagged<'DecisionNotHeld'>
export const decisionNotHeld: DecisionNotHeld = { _tag: 'DecisionNotHeld' }

/** The session is strict, and the change of the rules would ask less of it. */
export type SessionIsStrict = Tagged<'SessionIsStrict'>
export const sessionIsStrict: SessionIsStrict = { _tag: 'SessionIsStrict' }

/** No open alarm has this id: it never existed, or was acknowledged. */
export type AlarmNotFound = Tagged<'AlarmNotFound'>
export const alarmNotFound: AlarmNotFound = { _tag: 'AlarmNotFound' }

/** The one-time token belongs to another approval. */
export type WrongDecisionToken = Tagged<'WrongDecisionToken'>
export const wrongDecisionToken: WrongDecisionToken = { _tag: 'WrongDecisionToken' }

/** The decision is neither allow nor deny, or a part of it has the wrong type. */
export type InvalidDecision = Tagged<'InvalidDecision'>
export const invalidDecision: InvalidDecision = { _tag: 'InvalidDecision' }

/** The decision refers to another input than the pending one. */
export type DigestMismatch = Tagged<'DigestMismatch'>
export const digestMismatch: DigestMismatch = { _tag: 'DigestMismatch' }

/** The edited input is not valid for the tool. */
export interface InvalidEdit extends Tagged<'InvalidEdit'> {
  /** Fault of the edited input; `not-supported` when the agent cannot run any. */
  readonly reason: 'not-an-object' | 'other-type' | 'too-large' | 'too-deep' | 'not-supported'
}
export const invalidEdit = (reason: InvalidEdit['reason']): InvalidEdit => ({ _tag: 'InvalidEdit', reason })

/** The answers do not fit the questions of the call; nothing was sent to the agent. */
export interface InvalidAnswers extends Tagged<'InvalidAnswers'> {
  /**
   * Fault: a question without an answer, an answer to no question, several where one is asked for, a long one, a value that
   * its field does not take, or a form that can be answered at the terminal only. Of keys alone: `several-lines` of own words, and
   * `options-only` for own words where several options may be chosen.
   */
  readonly reason:
    | 'missing'
    | 'unknown-question'
    | 'several'
    | 'too-long'
    | 'not-valid'
    | 'not-answerable'
    | 'several-lines'
    | 'options-only'
  /** Field of the form that the fault is about; `null` for questions. */
  readonly field: string | null
  /** Characters that own words may have; absent where their length is not the fault. */
  readonly limit?: number
}
export const invalidAnswers = (reason: InvalidAnswers['reason'], field: string | null = null): InvalidAnswers => ({
  _tag: 'InvalidAnswers',
  reason,
  field,
})
export const answerTooLong = (limit: number): InvalidAnswers => ({ ...invalidAnswers('too-long'), limit })

/**
 * `not-taken`: the agent takes no reason. `several-lines`: line breaks or other control characters where one line of plain text
 * fits.
 */
export type ReasonProblem = 'not-taken' | 'too-long' | 'several-lines'

/** The agent would not get the reason of the denial as it is; nothing was decided. */
export interface InvalidReason extends Tagged<'InvalidReason'> {
  readonly problem: ReasonProblem
  /** Characters that the agent takes; 0 when it takes no reason. */
  readonly limit: number
}
export const invalidReason = (problem: ReasonProblem, limit: number): InvalidReason => ({
  _tag: 'InvalidReason',
  problem,
  limit,
})

/** The rule cannot be read. */
export interface InvalidRule extends Tagged<'InvalidRule'> {
  /**
   * Part that is wrong: a `tool` with a command is the shell, a `command` is one simple command of plain words, a `path` absolute, a `host` a
   * name without scheme, a `project` is registered, an `agent` the id of a coding CLI of the hub.
   */
  readonly part:
    'tool' | 'command' | 'path' | 'host' | 'project' | 'agent' | 'length' | 'more-than-one-pattern' | 'too-many'
}
export const invalidRule = (part: InvalidRule['part']): InvalidRule => ({ _tag: 'InvalidRule', part })

/** No rule has this id. */
export type RuleNotFound = Tagged<'RuleNotFound'>
export const ruleNotFound: RuleNotFound = { _tag: 'RuleNotFound' }
